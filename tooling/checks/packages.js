import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { firstLoad } from '../build/first-load.js';
import { root } from '../build/packages.js';
import { sizeOf, sizeOfNames } from '../build/sizes.js';
import { lintTarball } from './lint-tarball.js';
import { packAll } from './pack.js';
import { report } from './report.js';
import { firstLoadLimit, limitOf, nameLimits } from './size-limits.js';

const run = promisify(execFile);
const bin = (name) => path.join(import.meta.dirname, 'node_modules/.bin', name);
const temporary = mkdtempSync(path.join(os.tmpdir(), 'g4f-packages-'));

async function lint({ tarball, manifest }) {
  const wrong = await lintTarball(tarball);
  if (!existsSync(path.join(root, 'packages', path.basename(manifest.repository.directory), 'README.md'))) wrong.push('README.md is missing');
  return wrong.join('\n');
}

async function size({ folder, name, entries, variants }) {
  const wrong = [];
  for (const { output, subpath, condition } of [...entries, ...variants]) {
    const key = path.posix.join(name, subpath) + (condition === undefined ? '' : ` (${condition})`);
    const limit = limitOf(key);
    const bytes = await sizeOf(path.join(folder, output));
    if (limit === undefined) wrong.push(`${key} is ${bytes} bytes and has no limit in size-limits.js`);
    else if (bytes > limit) wrong.push(`${key} is ${bytes} bytes, its limit is ${limit}: make it smaller, or raise the limit and say why`);
    else console.log(`     ${key}: ${bytes} of ${limit} bytes`);
  }
  return wrong.join('\n');
}

/** Whoever imports an entry and uses nothing of it carries nothing of it, and whoever uses one name carries little. */
async function shaken({ folder, name, entries }) {
  const wrong = [];
  for (const { output, subpath } of entries.filter(({ executable }) => !executable)) {
    const key = path.posix.join(name, subpath);
    const file = path.join(folder, output);
    const unused = await sizeOfNames(file, []);
    if (unused > 0) wrong.push(`${key}: ${unused} bytes stay of it where nothing is used`);
    for (const [, one, limit] of nameLimits.filter(([entry]) => entry === key)) {
      const bytes = await sizeOfNames(file, [one]);
      if (bytes > limit) wrong.push(`${key}: ${one} alone brings ${bytes} bytes, its limit is ${limit}`);
    }
  }
  return wrong.join('\n');
}

/** What a browser loads before the page's first view is there. */
function pageLoads() {
  const folder = path.join(root, 'packages/web/dist/page');
  const { files, bytes } = firstLoad(folder, globSync('assets/*', { cwd: folder }), 'chat-view');
  if (!files.some((file) => file.startsWith('assets/chat-view-'))) return 'there is no assets/chat-view-*.js';
  if (bytes > firstLoadLimit) return `the first load of the page is ${bytes} bytes, its limit is ${firstLoadLimit}: ${files.join(', ')}`;
  console.log(`     the page's first load: ${bytes} of ${firstLoadLimit} bytes`);
}

try {
  const packed = await packAll(temporary);
  await report([
    ['knip: nothing unused, nothing undeclared', async () => void (await run(bin('knip'), ['--directory', root, '--no-progress']))],
    ['knip: nor in what checks them', async () => void (await run(bin('knip'), ['--directory', import.meta.dirname, '--no-progress']))],
    ["the page's first load", pageLoads],
    ...packed.flatMap((each) => [
      [`${each.name}: publint`, () => lint(each)],
      ...(each.entries.every(({ executable }) => executable) ? [] : [[`${each.name}: are the types wrong`, async () => void (await run(bin('attw'), [each.tarball, '--profile', 'esm-only', '--no-color', '--no-emoji']))]]),
      [`${each.name}: size`, () => size(each)],
      [`${each.name}: what is not used falls away`, () => shaken(each)],
    ]),
  ]);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
