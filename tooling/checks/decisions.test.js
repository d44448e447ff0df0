import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const folder = path.resolve(import.meta.dirname, '../../docs/decisions');
const read = (file) => readFileSync(path.join(folder, file), 'utf8');
const pages = globSync('[0-9]*.md', { cwd: folder }).sort();
const listed = [...read('README.md').matchAll(/^\| \[(\d{4})\]\(([^)]+)\) \| .{20,} \|$/gm)];

test('every decision is listed once, in order, by its number', () => {
  expect(listed.map(([, , file]) => file)).toEqual(pages);
  expect(listed.map(([, number]) => number)).toEqual(pages.map((file) => file.slice(0, 4)));
  expect(new Set(listed.map(([, number]) => number)).size).toBe(pages.length);
});

test.each(pages)('%s begins with its number', (file) => {
  expect(read(file)).toMatch(new RegExp(`^# ${file.slice(0, 4)}[.:]? \\S`));
});

test('the scores of mutation stand on their page as they were measured', () => {
  const scores = JSON.parse(readFileSync(path.resolve(folder, '../../tooling/mutation/scores.json'), 'utf8'));
  expect(Object.keys(scores).sort()).toEqual(['core', 'registry']);
  const rows = [...read('0020-how-it-ships.md').matchAll(/^\| (\w+) \| (.+) \| ([\d.]+) % \| (\d+) \| (\S+) \|$/gm)].map(([, name, files, score, mutants, date]) => [name, { files: files.replaceAll('`', ''), score: Number(score), mutants: Number(mutants), date }]);
  expect(Object.fromEntries(rows)).toMatchObject(Object.fromEntries(Object.entries(scores).map(([name, { date, files, score, mutants }]) => [name, { date, files, score, mutants }])));
  for (const { score, mutants, killed, timedOut, survived, uncovered } of Object.values(scores)) {
    expect(killed + timedOut + survived + uncovered).toBe(mutants);
    expect(Math.round((1000 * (killed + timedOut)) / mutants) / 10).toBe(score);
  }
});
