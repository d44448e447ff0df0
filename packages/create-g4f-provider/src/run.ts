import path from 'node:path';
import { parseArgs } from 'node:util';
import { namesOf, type Names } from './names.ts';
import { outsideFiles } from './outside-files.ts';
import { tellingMistakes, UsageError } from './usage-error.ts';
import { version } from './versions.ts';
import type { World } from './world.ts';
import { expectEmpty, writeFiles } from './write-files.ts';

const help = `npm create g4f-provider@latest <name>

Writes a provider for @g4f into the folder g4f-provider-<name>: a package with its tests,
which passes lint, types and the laws of a provider as it is written.

  -h, --help      shows this
  -v, --version   shows the version
`;

/** @throws UsageError for an option that there is not */
function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } } });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

const nextSteps = ({ id }: Names, folder: string, manager: string): string => `Wrote ${folder}. Now:

  cd ${folder}
  ${manager} install
  ${manager} run check

It is green as it is. Make it yours in

  src/${id}-wire.ts: what your service takes, and what it gives
  src/create-${id}.ts: its address, its models, and what it can
  test/${id}-upstream.ts: the same wire from its side, for the tests
`;

async function write(argv: readonly string[], { cwd, userAgent, year, ask, print }: World): Promise<void> {
  const { values, positionals } = parse(argv);
  if (values.help === true || values.version === true) {
    print(values.help === true ? help : `${version}\n`);
    return;
  }
  const [given, ...more] = positionals;
  if (more.length > 0) throw new UsageError(`one name at a time: what is ${JSON.stringify(more[0])}?`);
  const name = (given ?? (await ask?.('Name of the provider: ')) ?? '').trim();
  if (name === '') throw new UsageError('say the name of the provider: npm create g4f-provider@latest foo');

  const names = namesOf(name);
  const folder = `g4f-provider-${names.id}`;
  expectEmpty(path.join(cwd, folder), folder);
  writeFiles(path.join(cwd, folder), outsideFiles(names, year));
  print(nextSteps(names, folder, /^(npm|pnpm|yarn|bun)\//.exec(userAgent ?? '')?.[1] ?? 'npm'));
}

/** Runs the command, and gives its exit code. */
export const run = (argv: readonly string[], world: World): Promise<0 | 1 | 2> => tellingMistakes('create-g4f-provider', () => write(argv, world), world.complain);
