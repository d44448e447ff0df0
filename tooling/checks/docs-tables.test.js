import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { flags } from '../../packages/core/src/index.ts';
import { root } from '../build/packages.js';
import { tables } from './docs-tables.js';

test.each(Object.entries(tables()))('%s has the table of core, whole and in its order', (page, rows) => {
  const shown = readFileSync(path.join(root, page), 'utf8')
    .split('\n')
    .filter((line) => rows.some((row) => line.startsWith(row.slice(0, row.indexOf('|', 1) + 1))));
  expect(shown).toEqual(rows);
});

test('each row says something', () => {
  const { 'docs/concepts/flags.md': flagRows, 'docs/concepts/parts.md': partRows } = tables();
  expect(flagRows).toHaveLength(flags.length);
  expect(partRows).toHaveLength(9);
  for (const row of [...flagRows, ...partRows]) expect(row).toMatch(/^\| `[\w-]+` \| [A-Z][^|]{15,}/);
});
