import { execFile } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { contract } from '@g4f/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from './run.ts';
import { version } from './versions.ts';
import type { World } from './world.ts';

let cwd: string;
beforeEach(() => (cwd = mkdtempSync(path.join(os.tmpdir(), 'g4f-create-'))));
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Types a command, and tells what came of it. */
async function type(argv: readonly string[], world: Partial<World> = {}) {
  let printed = '';
  let complained = '';
  const code = await run(argv, {
    cwd,
    userAgent: undefined,
    year: 2031,
    print: (text) => (printed += text),
    complain: (text) => (complained += text),
    ...world,
  });
  return { code, printed, complained, files: globSync('**/*', { cwd }).filter((file) => path.extname(file) !== '').length };
}

const read = (file: string): string => readFileSync(path.join(cwd, file), 'utf8');

test('writes a package that holds its name, the contract, the year and nothing of the template', async () => {
  expect(await type(['foo-bar'])).toMatchObject({ code: 0, complained: '', printed: expect.stringContaining('  cd g4f-provider-foo-bar\n  npm install\n  npm run check\n') as string });
  expect(JSON.parse(read('g4f-provider-foo-bar/package.json'))).toMatchObject({
    name: 'g4f-provider-foo-bar',
    g4f: { entry: './plugin', contract },
    dependencies: { '@g4f/core': expect.stringMatching(/^\^\d/) as string },
    devDependencies: { vitest: expect.stringMatching(/^\^\d/) as string },
  });
  expect(read('g4f-provider-foo-bar/LICENSE')).toContain('Copyright (c) 2031 the authors of g4f-provider-foo-bar');
  expect(read('g4f-provider-foo-bar/.gitignore')).toContain('node_modules/');
  expect(read('g4f-provider-foo-bar/src/create-foo-bar.ts')).toMatch(/export function createFooBar\(.*FOO_BAR_API_KEY/s);
  const all = globSync('g4f-provider-foo-bar/{**/,}{*,.*}.*', { cwd });
  expect(all.length).toBeGreaterThan(12);
  for (const file of all) expect(file + read(file)).not.toMatch(/acme|YEAR/i);
});

test('asks for a name that is missing, and for nothing else', async () => {
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    return ' foo ';
  };
  expect(await type(['bar'], { ask })).toMatchObject({ code: 0 });
  expect(asked).toEqual([]);
  expect(await type([], { ask })).toMatchObject({ code: 0, printed: expect.stringContaining('g4f-provider-foo') as string });
  expect(asked).toHaveLength(1);
});

test.each([
  ['no name', [], 'say the name of the provider: npm create g4f-provider@latest foo'],
  ['two names', ['foo', 'bar'], 'one name at a time: what is "bar"?'],
  ['no sound name', ['Foo'], 'for example "foo"'],
  ['an unknown option', ['foo', '--wire'], "Unknown option '--wire'"],
])('with %s it writes nothing and says so', async (_, argv, words) => {
  expect(await type(argv)).toMatchObject({ code: 2, printed: '', complained: expect.stringContaining(`create-g4f-provider: `) as string, files: 0 });
  expect((await type(argv)).complained).toContain(words);
});

test('an answer of nothing is a missing name', async () => {
  expect(await type([], { ask: async () => '' })).toMatchObject({ code: 2, files: 0 });
});

test('leaves a folder alone that has something in it', async () => {
  mkdirSync(path.join(cwd, 'g4f-provider-foo'));
  writeFileSync(path.join(cwd, 'g4f-provider-foo/notes.txt'), 'mine');
  expect(await type(['foo'])).toMatchObject({ code: 2, complained: expect.stringContaining('g4f-provider-foo is not empty') as string, files: 1 });
  writeFileSync(path.join(cwd, 'g4f-provider-bar'), '');
  expect(await type(['bar'])).toMatchObject({ code: 2, complained: expect.stringContaining('g4f-provider-bar is a file') as string });
});

test('says so where nothing can be written', async () => {
  writeFileSync(path.join(cwd, 'file'), '');
  expect(await type(['foo'], { cwd: path.join(cwd, 'file') })).toMatchObject({ code: 1, printed: '', complained: expect.stringMatching(/^create-g4f-provider: ENOTDIR: .*g4f-provider-foo/) as string });
});

test('takes a folder that is empty, or a repository that was just begun', async () => {
  mkdirSync(path.join(cwd, 'g4f-provider-foo/.git'), { recursive: true });
  expect((await type(['foo'])).code).toBe(0);
});

test('speaks of the package manager that it was called by', async () => {
  expect((await type(['foo'], { userAgent: 'pnpm/12.21.0 npm/? node/v26.10.0' })).printed).toContain('  pnpm install\n  pnpm run check\n');
  expect((await type(['bar'], { userAgent: 'other/1' })).printed).toContain('  npm install\n');
});

test('help and version are told', async () => {
  for (const option of ['--help', '-h']) expect(await type(['foo', option])).toMatchObject({ code: 0, printed: expect.stringContaining('npm create g4f-provider@latest <name>') as string, files: 0 });
  for (const option of ['--version', '-v']) expect((await type([option])).printed).toBe(`${version}\n`);
});

test('as a program it asks nothing where nobody can answer', async () => {
  const program = path.join(import.meta.dirname, 'main.ts');
  const running = promisify(execFile)(process.execPath, [program], { cwd });
  running.child.stdin?.end();
  await expect(running).rejects.toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('say the name') as string });
  expect((await promisify(execFile)(process.execPath, [program, 'foo'], { cwd })).stdout).toContain('cd g4f-provider-foo');
});
