import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { root } from '../build/packages.js';
import { report } from './report.js';

/** What `pnpm new provider` writes passes lint, types, laws and the shape check untouched: tried in a copy of the repository. */
const run = promisify(execFile);
const temporary = mkdtempSync(path.join(os.tmpdir(), 'g4f-newcomer-'));
const left = new Set(['node_modules', 'dist', 'coverage', '.git', '.build', '.turbo', '.vitest', '.packed']);
const pnpm = (...args) => run('pnpm', args, { cwd: temporary, timeout: 120_000 });
const step = (...args) => async () => void (await pnpm(...args));
const folder = 'packages/provider-new-comer';

/** The compiler over all, and over the example of its README, which CI compiles once the package is packed. */
async function types() {
  const [, example] = /^```ts check\n([^]*?)^```$/m.exec(readFileSync(path.join(temporary, folder, 'README.md'), 'utf8'));
  writeFileSync(path.join(temporary, folder, 'test/readme.ts'), example);
  await pnpm('types');
}

/** Those two tests of the shape check that are about it. */
async function shape() {
  const { stdout } = await pnpm('test', 'tooling/checks/provider-shape.test.js', '-t', path.basename(folder));
  return /\b2 passed\b/.test(stripVTControlCharacters(stdout)) ? '' : stdout;
}

try {
  cpSync(root, temporary, { recursive: true, filter: (file) => !left.has(path.basename(file)) });
  await report([
    ['pnpm new provider new-comer', step('new', 'provider', 'new-comer')],
    ['pnpm install', step('install', '--no-frozen-lockfile', '--prefer-offline')],
    ['its lint', step('exec', 'eslint', folder)],
    ['its types', types],
    ['its laws', step('test', folder)],
    ['its shape', shape],
  ]);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
