import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../build/packages.js';

const fence = /^```ts (check|run)\n([^]*?)^```$/gm;

/**
 * The marked code of every README: a fence that begins with "```ts check" must compile, one that begins with "```ts run" must run too.
 * `file` is a name for it in a folder of its own, `where` what a reader looks for.
 */
export function snippets() {
  return globSync(['README.md', 'packages/*/README.md'], { cwd: root })
    .sort()
    .flatMap((readme) => {
      const text = readFileSync(path.join(root, readme), 'utf8');
      const name = path.dirname(readme) === '.' ? 'root' : path.basename(path.dirname(readme));
      return [...text.matchAll(fence)].map(([, verb, code], index) => ({
        file: `${name}-${index + 1}.ts`,
        where: `${readme}:${text.slice(0, text.indexOf(code)).split('\n').length}`,
        runs: verb === 'run',
        code,
      }));
    });
}
