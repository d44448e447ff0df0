import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lawsIn, readKept, rewritten, statusTable, written } from './provider-status.js';

const root = path.resolve(import.meta.dirname, '../..');

test('the README says of each provider what it says of itself (else: pnpm status)', async () => {
  expect(written(readFileSync(path.join(root, 'README.md'), 'utf8'))).toBe(await statusTable(root, readKept(root)));
});

test('a table takes the place of the one before it', () => {
  const page = 'a\n<!-- providers:start -->\nold\n<!-- providers:end -->\nb';
  expect(written(rewritten(page, 'new $& table'))).toBe('new $& table');
});

test('laws are counted by package, by the provider that keeps fewest, and a broken one is not kept', () => {
  const law = (suite, status, title = 'is lazy') => ({ ancestorTitles: [`the laws, kept by ${suite}`], status, title });
  const file = (name, ...assertionResults) => ({ name: `/x/packages/${name}/src/a.laws.test.ts`, assertionResults });
  const report = { testResults: [
    file('provider-one', law('a', 'passed'), law('a', 'passed'), law('b', 'passed'), law('b', 'skipped', 'lists models (skipped: the provider has none)')),
    file('provider-two', law('c', 'passed'), law('c', 'failed')),
    file('core', law('d', 'passed')),
  ] };
  expect(lawsIn(report)).toEqual({ 'provider-one': { passed: 1, skipped: { 'about what it does not offer': 1 } }, 'provider-two': { passed: 1, skipped: {} } });
});
