import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../build/packages.js';

const fence = /^```ts (check|run)(?: (\S+))?\n([^]*?)^```$/gm;

/**
 * The marked code of every README and guide: a fence that begins with "```ts check" must compile, one that begins with "```ts run" must run too.
 * A name after it is the file's own, which others beside it import. `file` is a name for it in a folder of its own, `where` what a reader looks for.
 */
export function snippets() {
  return globSync(['README.md', 'packages/*/README.md', 'docs/guides/*.md'], { cwd: root })
    .sort()
    .flatMap((readme) => {
      const text = readFileSync(path.join(root, readme), 'utf8');
      const name = path.dirname(readme) === '.' ? 'root' : path.basename(path.dirname(readme));
      return [...text.matchAll(fence)].map(([, verb, own, code], index) => ({
        file: own ?? `${name}-${index + 1}.ts`,
        where: `${readme}:${text.slice(0, text.indexOf(code)).split('\n').length}`,
        runs: verb === 'run',
        code,
      }));
    });
}
