import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundle } from './bundle.js';
import { publishable } from './declarations.js';
import { firstLoad } from './first-load.js';
import { sizeOf, sizeOfNames } from './sizes.js';

let folder;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'g4f-build-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entry = (name, executable = false) => ({ source: `./${name}.ts`, output: `./dist/${name}.js`, executable });
const write = (files) => Object.entries(files).forEach(([name, text]) => writeFileSync(path.join(folder, name), text));
const read = (name) => readFileSync(path.join(folder, 'dist', name), 'utf8');

test('await using is lowered, and disposes in order', async () => {
  write({
    'index.ts': `
      export async function order(): Promise<string[]> {
        const seen: string[] = [];
        const thing = (name: string) => ({ [Symbol.asyncDispose]: async () => void seen.push(name) });
        {
          await using first = thing('first');
          await using second = thing('second');
          seen.push('body');
        }
        return seen;
      }`,
  });
  await bundle({ folder, name: 'it', manifest: {}, entries: [entry('index')] });
  expect(read('index.js')).not.toMatch(/await using/);
  const { order } = await import(pathToFileURL(path.join(folder, 'dist/index.js')).href);
  expect(await order()).toEqual(['body', 'second', 'first']);
});

test('entries share what both import: one file an entry, one copy of its state', async () => {
  write({
    'package.json': '{ "type": "module", "sideEffects": false }',
    'state.ts': 'export const state = new Set<string>();',
    'index.ts': "export { state } from './state.ts';",
    'plugin.ts': "import { state } from './state.ts';\nexport default () => state;",
  });
  await bundle({ folder, name: 'it', manifest: {}, entries: [entry('index'), entry('plugin')] });
  expect(readdirSync(path.join(folder, 'dist')).sort()).toEqual(['index.js', 'plugin.js']);
  const [{ state }, { default: plugin }] = await Promise.all(['index', 'plugin'].map((name) => import(pathToFileURL(path.join(folder, `dist/${name}.js`)).href)));
  expect(plugin()).toBe(state);
});

test('what entries share goes to the one that needs least', async () => {
  write({
    'package.json': '{ "type": "module", "sideEffects": false }',
    'shared.ts': 'export const shared = [1];',
    'index.ts': "export { test } from 'vitest';\nexport { shared } from './shared.ts';",
    'servers.ts': "export { shared } from './shared.ts';",
    'main.ts': "import { shared } from './shared.ts';\nconsole.log(shared);",
  });
  await bundle({ folder, name: 'it', manifest: { peerDependencies: { vitest: '*' } }, entries: [entry('index'), entry('servers'), entry('main', true)] });
  expect(readdirSync(path.join(folder, 'dist')).sort()).toEqual(['index.js', 'main.js', 'servers.js']);
  expect(read('servers.js')).not.toContain('import');
  expect(read('index.js')).toContain('./servers.js');
  expect(read('main.js')).toContain('./servers.js');
});

test('what large entries share gets a file of its own', async () => {
  const large = (name) => `import { shared } from './shared.ts';\nexport const ${name} = [shared, ${JSON.stringify('x'.repeat(5_000))}];`;
  write({ 'package.json': '{ "type": "module", "sideEffects": false }', 'shared.ts': 'export const shared = [1];', 'one.ts': large('one'), 'two.ts': large('two') });
  await bundle({ folder, name: 'it', manifest: {}, entries: [entry('one'), entry('two')] });
  expect(read('one.js')).not.toContain('./two.js');
  expect(read('two.js')).not.toContain('./one.js');
  const [{ one }, { two }] = await Promise.all(['one', 'two'].map((name) => import(pathToFileURL(path.join(folder, `dist/${name}.js`)).href)));
  expect(one[0]).toBe(two[0]);
});

test('a program owns nothing that others share', async () => {
  write({
    'package.json': '{ "type": "module", "sideEffects": false }',
    'shared.ts': 'export const shared = [1];',
    'main.ts': "import { shared } from './shared.ts';\nconsole.log(shared);",
    'index.ts': "export * from 'undici';\nexport { shared } from './shared.ts';",
  });
  await bundle({ folder, name: 'it', manifest: { dependencies: { undici: '*' } }, entries: [entry('index'), entry('main', true)] });
  expect(read('index.js')).not.toContain('./main.js');
  expect(read('main.js')).not.toContain('undici');
});

test('a bin is executable and keeps its first line', async () => {
  write({ 'main.ts': "#!/usr/bin/env node\nconsole.log('it');" });
  await bundle({ folder, name: 'it', manifest: {}, entries: [entry('main', true)] });
  expect(read('main.js')).toMatch(/^#!\/usr\/bin\/env node\n/);
  expect(statSync(path.join(folder, 'dist/main.js')).mode & 0o111).toBe(0o111);
});

test('an import that package.json does not name fails the build', async () => {
  write({ 'index.ts': "export * from '@scope/other/deep';" });
  const build = (dependencies) => bundle({ folder, name: 'it', manifest: { dependencies }, entries: [entry('index')] });
  await expect(build({})).rejects.toThrow("it imports '@scope/other/deep', which its package.json does not name");
  await build({ '@scope/other': '1' });
  expect(read('index.js')).toContain('@scope/other/deep');
});

test('a variant takes what its condition names, and nothing of Node', async () => {
  write({
    'package.json': JSON.stringify({ type: 'module', imports: { '#where': { browser: './web.ts', default: './node.ts' } } }),
    'index.ts': "export { where } from '#where';",
    'node.ts': "import path from 'node:path';\nexport const where = path.basename('a/node');",
    'web.ts': "export const where = 'web';",
  });
  const variant = { ...entry('index'), output: './dist/web.js', condition: 'browser' };
  await bundle({ folder, name: 'it', manifest: {}, entries: [entry('index')], variants: [variant] });
  const [main, web] = await Promise.all(['index', 'web'].map((name) => import(pathToFileURL(path.join(folder, `dist/${name}.js`)).href)));
  expect([main.where, web.where]).toEqual(['node', 'web']);
  write({ 'web.ts': "import path from 'node:path';\nexport const where = path.sep;" });
  await expect(bundle({ folder, name: 'it', manifest: {}, entries: [entry('index')], variants: [variant] })).rejects.toThrow("it imports 'node:path' under the condition 'browser', where there is no Node");
});

test('published types lead to .js files, and say where they lead', () => {
  const { text, leads } = publishable(`export * from './a.ts';\nexport type It = import("../b/c.ts").It;\nimport './d.ts';\nimport type { X } from '@g4f/core';\n`);
  expect(text).toBe(`export * from './a.js';\nexport type It = import("../b/c.js").It;\nimport './d.js';\nimport type { X } from '@g4f/core';\n`);
  expect(leads).toEqual(['./a.d.ts', '../b/c.d.ts', './d.d.ts']);
});

test('a size grows with what the entry holds, not with its comments', async () => {
  write({ 'small.js': 'export const it = 1;', 'commented.js': `// ${'word '.repeat(200)}\nexport const it = 1;`, 'large.js': `export const it = ${JSON.stringify([...'abcdefghij'].map((letter) => letter.codePointAt(0) ** 9))};` });
  const [small, commented, large] = await Promise.all(['small', 'commented', 'large'].map((name) => sizeOf(path.join(folder, `${name}.js`))));
  expect(commented).toBe(small);
  expect(large).toBeGreaterThan(small);
});

test('a name brings along what it needs, and what is not used falls away', async () => {
  const large = JSON.stringify(Array.from({ length: 300 }, (_, index) => `${index} ${index ** 3}`));
  write({ 'package.json': '{ "type": "module", "sideEffects": false }', 'later.js': `export default ${large};`, 'index.js': `export const small = 1;\nexport const large = ${large};\nexport const load = () => import('./later.js');` });
  const file = path.join(folder, 'index.js');
  expect(await sizeOfNames(file, [])).toBe(0);
  expect(await sizeOfNames(file, ['small'])).toBeLessThan(60);
  expect(await sizeOfNames(file, ['large'])).toBeGreaterThan(500);
  expect(await sizeOfNames(file, ['load'])).toBeGreaterThan(500);
});

test('a first load is the page, what it names, and its view with what that imports', () => {
  mkdirSync(path.join(folder, 'assets'));
  const files = { 'assets/index-1.js': "import('./later-1.js');import('./chat-view-1.js')", 'assets/index-1.css': 'a{}', 'assets/chat-view-1.js': 'import{a as e}from"./shared-1.js";', 'assets/chat-view-1.css': 'b{}', 'assets/shared-1.js': 'import"./deep-1.js"', 'assets/deep-1.js': '', 'assets/later-1.js': '' };
  write({ ...files, 'theme.js': '', 'index.html': '<script src="/theme.js"></script><script type="module" crossorigin src="/assets/index-1.js"></script><link rel="stylesheet" href="/assets/index-1.css">' });
  const { files: loaded, bytes } = firstLoad(folder, Object.keys(files), 'chat-view');
  expect(loaded.sort()).toEqual(['assets/chat-view-1.css', 'assets/chat-view-1.js', 'assets/deep-1.js', 'assets/index-1.css', 'assets/index-1.js', 'assets/shared-1.js', 'index.html', 'theme.js']);
  expect(bytes).toBeGreaterThan(100);
});
