import { ESLint, Linter } from 'eslint';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { directions } from './directions.js';
import rule from './rules/directions.js';

const root = path.resolve(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: root });

/** The rules that a text breaks, as if it were the content of that file of the repository. */
async function broken(file, text) {
  const [result] = await eslint.lintText(text, { filePath: path.join(root, 'packages', file) });
  return result.messages.map(({ ruleId, message }) => ruleId ?? message);
}

// The first file loads every type of the repository.
beforeAll(() => broken('core/src/flags.ts', ''), 120_000);

/** The sources that a package.json exports. */
function entriesOf(file) {
  const { exports = {} } = JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  return Object.values(exports).filter((source) => source.endsWith('.ts')).map((source) => path.join(path.dirname(file), source));
}

const imports = (specifier) => `import * as it from '${specifier}';\nexport const size = Object.keys(it).length;\n`;
const direction = 'g4f/directions';

test.each([
  ['core/src/flags.ts', '@g4f/wires'],
  ['core/src/flags.ts', 'node:fs'],
  ['core/src/flags.ts', 'undici'],
  ['wires/src/index.ts', '@g4f/requests'],
  ['wires/src/index.ts', 'node:buffer'],
  ['requests/src/index.ts', '@g4f/registry'],
  ['requests/src/index.ts', '@g4f/testkit'],
  ['provider-aibn/src/index.ts', '@g4f/registry'],
  ['provider-aibn/src/index.ts', '@g4f/provider-llama'],
  ['provider-aibn/src/index.ts', '@g4f/testkit/servers'],
  ['provider-llama/src/index.ts', '@g4f/provider-aibn'],
  ['registry/src/index.ts', '@g4f/wires'],
  ['registry/src/index.ts', '@g4f/provider-aibn'],
  ['registry/src/index.ts', 'node:path'],
  ['registry/src/index.ts', 'fs/promises'],
  ['web/src/index.ts', '@g4f/gateway'],
  ['models/src/index.ts', '@g4f/registry'],
  ['otel/src/index.ts', '@g4f/requests'],
  ['gateway/src/index.ts', '@g4f/requests'],
  ['testkit/src/index.ts', '@g4f/requests'],
  ['cli/src/index.ts', '@g4f/wires'],
  ['cli/src/index.ts', '@g4f/provider-aibn'],
  ['core/src/flags.ts', '../../wires/src/index.ts'],
  ['registry/src/index.ts', '../../core/src/index.ts'],
])('%s may not import %s', async (file, specifier) => {
  expect(await broken(file, imports(specifier))).toContain(direction);
});

test.each([
  ['core/src/flags.ts', './message.ts'],
  ['wires/src/index.ts', '@g4f/core'],
  ['requests/src/index.ts', '@g4f/wires'],
  ['requests/src/index.ts', 'node:stream'],
  ['requests/src/index.ts', 'undici'],
  ['provider-aibn/src/index.ts', '@g4f/requests'],
  ['registry/src/index.ts', '@g4f/core'],
  ['testkit/src/index.ts', '@g4f/wires'],
  ['cli/src/index.ts', '@g4f/registry/node'],
])('%s may import %s', async (file, specifier) => {
  expect(await broken(file, imports(specifier))).not.toContain(direction);
});

test.each([
  ['a re-export', "export { contract } from '@g4f/registry';"],
  ['a re-export of everything', "export * from '@g4f/registry';"],
  ['a type', "import type { Flag } from '@g4f/registry';\nexport type It = Flag;"],
  ['a dynamic import', "export const load = () => import('@g4f/registry');"],
  ['a type written in place', "export type It = import('@g4f/registry').Flag;"],
  ['a dynamic import between backticks', 'export const load = () => import(`@g4f/registry`);'],
  ['an import for its effect', "import '@g4f/registry';"],
  ['what is added to its types', "declare module '@g4f/registry' { interface It { readonly it: 1 } }"],
  ['a require', "export const it: unknown = require('@g4f/registry');"],
  ['an import that is a require', "import it = require('@g4f/registry');\nexport const size = it;"],
  ["a module of Node's that is named like a package", "import 'fs';"],
  ['a path into another package', "export const load = () => import('../../registry/src/index.ts');"],
])('%s is held to the directions', async (_what, text) => {
  expect(await broken('core/src/flags.ts', `${text}\n`)).toContain(direction);
});

test('a package without a row is told to get one', () => {
  const config = { files: ['**/*.js'], plugins: { g4f: { rules: { directions: rule } } }, rules: { [direction]: 'error' } };
  const [message] = new Linter({ cwd: root }).verify('', config, { filename: path.join(root, 'packages/new/src/index.js') });
  expect(message.message).toContain("'new' has no row");
});

test('the arrows have no circle', () => {
  const reach = (name, seen = []) => {
    expect(seen).not.toContain(name);
    for (const next of directions[name] ?? []) reach(next, [...seen, name]);
  };
  Object.keys(directions).forEach((name) => reach(name));
});

const file = 'core/src/flags.ts';
test.each([
  ['@typescript-eslint/no-explicit-any', 'export const it = (value: any): number => 1;', 'export const it = (value: unknown): unknown => value;'],
  ['@typescript-eslint/no-non-null-assertion', 'export const it = (list: string[]) => list[0]!;', 'export const it = (list: string[]) => list[0];'],
  ['max-lines', `export const it = 1;\n${'// one more\n'.repeat(300)}`, 'export const it = 1;'],
  ['no-restricted-syntax', 'export default 1;', 'export const it = 1;'],
  ['no-console', "console.log('it');", 'export const it = 1;'],
  ['@typescript-eslint/consistent-type-imports', "import { Role } from './message.ts';\nexport type It = Role;", "import type { Role } from './message.ts';\nexport type It = Role;"],
  ['@typescript-eslint/no-floating-promises', 'Promise.resolve(1);', 'void Promise.resolve(1);'],
  ['@typescript-eslint/only-throw-error', "throw 'it';", "throw new Error('it');"],
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    "export function it(value: 'a' | 'b'): void {\n  switch (value) {\n    case 'a':\n      return;\n  }\n}",
    "export function it(value: 'a' | 'b'): void {\n  switch (value) {\n    case 'a':\n    case 'b':\n      return;\n  }\n}",
  ],
  [
    '@typescript-eslint/return-await',
    'export async function it(work: () => Promise<number>) {\n  try {\n    return work();\n  } catch {\n    return 0;\n  }\n}',
    'export async function it(work: () => Promise<number>) {\n  try {\n    return await work();\n  } catch {\n    return 0;\n  }\n}',
  ],
])('%s is enforced', async (rule, bad, good) => {
  expect(await broken(file, `${bad}\n`)).toContain(rule);
  expect(await broken(file, `${good}\n`)).toEqual([]);
});

test.each([
  ['regexp/no-super-linear-backtracking', "export const it = (text: string) => /^(?:a+)+$/.test(text);", "export const it = (text: string) => /^a+$/.test(text);"],
  ['regexp/no-super-linear-move', "export const it = (text: string) => text.replace(/\\s+$/, '');", 'export const it = (text: string) => text.trimEnd();'],
])('no expression takes longer than in proportion to the text it reads: %s', async (rule, bad, good) => {
  expect(await broken('gateway/src/exchange.ts', `${bad}\n`)).toContain(rule);
  expect(await broken('gateway/src/exchange.ts', `${good}\n`)).not.toContain(rule);
});

test("an entry's export needs a docblock, wherever it is declared", async () => {
  const entry = 'requests/src/index.ts'; // not core's: packages add to that one by declaration merging
  expect(await broken(entry, 'export const it = 1;\n')).toEqual(['g4f/documented-exports']);
  expect(await broken(entry, '/** One. */\nexport const it = 1;\n')).toEqual([]);
  expect(await broken(entry, "export { StreamSession } from './stream-session.ts';\n")).toEqual([]);
});

test.each(globSync('packages/*/package.json', { cwd: root }).flatMap(entriesOf))('what the public entry %s exports is held to that', async (entry) => {
  const { rules } = await eslint.calculateConfigForFile(path.join(root, entry));
  expect(rules['g4f/documented-exports']).toEqual([2]);
});

test('a plugin exports by default', async () => {
  expect(await broken('provider-aibn/src/plugin.ts', 'export default 1;\n')).not.toContain('no-restricted-syntax');
});
