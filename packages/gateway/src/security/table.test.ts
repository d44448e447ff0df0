import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const docs = path.join(import.meta.dirname, '../../../../docs');
const rows = readFileSync(path.join(docs, 'security.md'), 'utf8').split('\n').filter((line, index, all) => line.startsWith('| ') && !line.startsWith('| ---') && all[index + 1]?.startsWith('| ---') !== true);
const links = rows.flatMap((row) => [...row.matchAll(/\[([^\]]+)\]\(([^)]+\.test\.[jt]s)\)/g)].map(([, name = '', file = '']) => ({ row, name, file: path.join(docs, file) })));

test('every threat and every promise names a test', () => {
  expect(rows.length).toBeGreaterThan(40);
  for (const row of rows) expect(links.some((link) => link.row === row), row).toBe(true);
});

test.each(links)('the table names a test that is there: $name', ({ name, file }) => {
  expect(existsSync(file), file).toBe(true);
  const titles = [...readFileSync(file, 'utf8').matchAll(/(?:\b(?:test|browserTest)(?:\.each)?[^\n]*?\(|^\s*\](?: as const)?\)\()(['"`])(.+?)(?<!\\)\1/gm)].map(([, , title]) => title?.replace(/\\(.)/g, '$1'));
  expect(titles).toContain(name);
});

test('every file of tests beside this one is in the table', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.test.ts') && file !== path.basename(import.meta.filename));
  for (const file of files) expect(links.map((link) => path.basename(link.file))).toContain(file);
});
