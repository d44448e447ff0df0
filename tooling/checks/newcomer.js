import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { copyCheckout } from './copy.js';
import { report } from './report.js';

/** What `pnpm new provider` writes passes lint, types, laws and the shape check untouched: tried in a copy of the repository. */
const run = promisify(execFile);
const temporary = mkdtempSync(path.join(os.tmpdir(), 'g4f-newcomer-'));
const pnpm = (...args) => run('pnpm', args, { cwd: temporary, timeout: 300_000 });
const step = (...args) => async () => void (await pnpm(...args));
const folder = 'packages/provider-new-comer';

/** The compiler over all, and over the example of its README, which CI compiles once the package is packed. */
async function types() {
  const [, example] = /^```ts check\n([^]*?)^```$/m.exec(readFileSync(path.join(temporary, folder, 'README.md'), 'utf8'));
  writeFileSync(path.join(temporary, folder, 'test/readme.ts'), example);
  await pnpm('types');
}

/** The tests that a newcomer is told to run: its own, and what is asked of every package. Two of those on the shape are about it. */
async function tests() {
  const { stdout } = await pnpm('test', folder, 'tooling/checks', '--reporter', 'verbose');
  const ofShape = stripVTControlCharacters(stdout).split('\n').filter((line) => line.includes('✓') && line.includes('provider-shape') && line.includes(path.basename(folder)));
  return ofShape.length === 2 ? '' : stdout;
}

try {
  copyCheckout(temporary);
  await report([
    ['pnpm new provider new-comer', step('new', 'provider', 'new-comer')],
    ['pnpm install', step('install', '--no-frozen-lockfile', '--prefer-offline')],
    ['its lint', step('exec', 'eslint', folder)],
    ['its types', types],
    ['its laws, and what is asked of every package', tests],
  ]);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
