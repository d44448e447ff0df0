import { execFile } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../build/packages.js';
import { packAll } from './pack.js';
import { report } from './report.js';

/**
 * Runs every example against what would be published, each with servers of this machine. In the examples' workspace `@g4f/*` are links to
 * `.packed`, where the tarballs are unpacked. Builds them first, unless `--built` says that it was done.
 */
const run = promisify(execFile);
const folder = path.join(root, 'examples');
const packed = path.join(folder, '.packed');
const links = new Set(Array.from(readFileSync(path.join(folder, 'pnpm-workspace.yaml'), 'utf8').matchAll(/'(@g4f\/[\w-]+)': link:/g), ([, name]) => name));
const examples = globSync(['*/package.json', '*/*/package.json'], { cwd: folder, exclude: (file) => /node_modules|^\./.test(file) }).map(path.dirname).sort();
const pnpm = (cwd, ...args) => run('pnpm', args, { cwd, timeout: 180_000 });
const manifestOf = (where) => JSON.parse(readFileSync(path.join(where, 'package.json'), 'utf8'));

/** A package as a user gets it; what only its own tests need is not installed there either. */
async function unpack({ name, tarball }) {
  const target = path.join(packed, path.basename(name));
  mkdirSync(target, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
  writeFileSync(path.join(target, 'package.json'), JSON.stringify({ ...manifestOf(target), devDependencies: undefined }));
}

async function install() {
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'g4f-examples-'));
  try {
    rmSync(packed, { recursive: true, force: true });
    await Promise.all((await packAll(temporary)).filter(({ name }) => links.has(name)).map(unpack));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  await pnpm(folder, 'install', '--no-frozen-lockfile', '--prefer-offline');
}

/** What a user who copies the folder would stumble over. */
function faults(example) {
  const { name, dependencies = {}, devDependencies = {} } = manifestOf(path.join(folder, example));
  const ours = Object.entries({ ...dependencies, ...devDependencies }).filter(([dependency]) => dependency.startsWith('@g4f/'));
  return [
    ...ours.filter(([, range]) => range !== 'latest').map(([dependency, range]) => `${name} takes ${dependency} ${range}, and must take latest`),
    ...ours.filter(([dependency]) => !links.has(dependency)).map(([dependency]) => `${name} takes ${dependency}, which pnpm-workspace.yaml does not link`),
  ];
}

/** Its tests, and which of them were skipped. */
async function tested(example) {
  const { stdout } = await pnpm(path.join(folder, example), 'run', 'test');
  const skipped = stdout.split('\n').filter((line) => /# SKIP/.test(line));
  return skipped.length > 0 ? { skipped: skipped.join('; ') } : '';
}

if (!process.argv.includes('--built')) await import('../build/build.js');
await report([
  ['examples: packed and installed', install],
  ['examples: name what is published', () => examples.flatMap(faults).join('\n')],
  ['examples: types', async () => void (await run('tsc', ['-p', folder, '--pretty', 'false']))],
  ...examples.map((example) => [`examples/${example}`, () => tested(example)]),
]);
