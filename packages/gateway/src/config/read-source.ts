import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isNode, isPair, isScalar, isMap, LineCounter, parseDocument, type Document } from 'yaml';
import { ConfigError } from './config-error.ts';

/** A configuration as it stands in its file. */
export interface Source {
  readonly value: unknown;
  /** The line, from 1, of the innermost thing on a path that the file has; `undefined` for code. */
  readonly lineOf: (path: readonly PropertyKey[]) => number | undefined;
}

const code: readonly string[] = ['.ts', '.mts', '.js', '.mjs'];
const data: readonly string[] = ['.yaml', '.yml', '.json'];

/** Where a path begins in a document: the name of its last step, where that has one. */
function offsetOf(document: Document, steps: readonly PropertyKey[]): number | undefined {
  const parent = document.getIn(steps.slice(0, -1), true);
  const last = steps.at(-1);
  const pair = isMap(parent) ? parent.items.find((each) => isPair(each) && isScalar(each.key) && each.key.value === last) : undefined;
  const node = pair !== undefined && isNode(pair.key) ? pair.key : document.getIn(steps, true);
  return isNode(node) ? node.range?.[0] : undefined;
}

function parse(file: string, text: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos }) => ({ path: [], line: lines.linePos(pos[0]).line, message: (message.split(' at line ', 1)[0] ?? '').trim() }));
    throw new ConfigError(file, problems);
  }
  return {
    value: document.toJS() as unknown,
    lineOf(steps) {
      for (let length = steps.length; length > 0; length--) {
        const offset = offsetOf(document, steps.slice(0, length));
        if (offset !== undefined) return lines.linePos(offset).line;
      }
      return undefined;
    },
  };
}

let versions = 0;

/** Imports a configuration that is code; anew each time, though what it imports itself stays as it was. */
async function importCode(file: string): Promise<Source> {
  try {
    const module = (await import(`${pathToFileURL(file).href}?version=${versions++}`)) as { readonly default?: unknown };
    if (module.default === undefined) throw new TypeError('it has no default export; write: export default { … }');
    return { value: module.default, lineOf: () => undefined };
  } catch (error) {
    throw new ConfigError(file, [{ path: [], line: undefined, message: error instanceof Error ? error.message : String(error) }], { cause: error });
  }
}

/**
 * Reads a configuration file: YAML or JSON, or a TypeScript or JavaScript module whose default export it is.
 *
 * @throws ConfigError for a file that is missing, of another kind, or that cannot be read
 */
export async function readSource(file: string): Promise<Source> {
  const extension = path.extname(file);
  if (![...code, ...data].includes(extension)) {
    throw new ConfigError(file, [{ path: [], line: undefined, message: `a configuration is one of ${[...data, ...code].join(', ')}` }]);
  }
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const { code: why } = error as NodeJS.ErrnoException;
    throw new ConfigError(file, [{ path: [], line: undefined, message: why === 'ENOENT' ? 'there is no such file' : `it cannot be read (${why ?? 'unknown'})` }], { cause: error });
  });
  return code.includes(extension) ? importCode(file) : parse(file, text);
}
