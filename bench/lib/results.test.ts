import { expect, test } from 'vitest';
import { newest, readme } from './keep.ts';
import { section, withSection } from './readme.ts';
import { isAlarming, rowOf } from './results.ts';
import { page, table } from './table.ts';

const { results, page: kept } = newest();
const line = { key: 'it', goal: 'P1', work: 'work', beside: 'a floor', unit: 'ms' } as const;

test('README quotes the newest results', () => {
  expect(readme()).toBe(withSection(readme(), results));
});

test('the page beside the newest results is made of them', () => {
  expect(kept).toBe(page(results));
});

test('results are of a whole run of every goal, with no key twice', () => {
  expect(results).toMatchObject({ schema: 1, form: 'full' });
  expect(new Set(results.rows.map(({ goal }) => goal))).toEqual(new Set(Array.from({ length: 12 }, (_, index) => `P${index + 1}`)));
  expect(new Set(results.rows.map(({ key }) => key)).size).toBe(results.rows.length);
  const few = results.rows.filter(({ rounds, key }) => rounds < 5 && key !== 'install-size');
  expect(few).toEqual([]);
});

test('README quotes ratios alone', () => {
  expect(section(results)).not.toMatch(/\d (?:ms|µs|ns|kB|MB|GB)\b/);
});

test('a ratio is the median of those of all rounds, not the ratio of medians', () => {
  const row = rowOf({ ...line, ours: [1, 10, 3], other: [1, 5, 1], limit: 2 });
  expect(row).toMatchObject({ rounds: 3, ratio: { median: 2, least: 1, most: 3, q1: 1.5, q3: 2.5 }, ours: { median: 3 }, other: { median: 1 }, isMet: true, isUnsure: true, alarm: 4 });
});

test('a spread that is wide, or has the goal within it, is marked', () => {
  const of = (ours: readonly number[], limit?: number) => rowOf({ ...line, ours, other: ours.map(() => 1), limit });
  const unsure = (ours: readonly number[], limit?: number): boolean => of(ours, limit).isUnsure;
  expect([unsure([1, 1.01, 1.02], 1.01), unsure([1, 1.1, 1.2], 1.1), unsure([1, 1.1, 1.2], 2), unsure([1, 2, 3]), unsure([1])]).toEqual([false, true, false, true, false]);
  expect(table([of([1, 1.1, 1.2], 1.1), of([1, 1, 1], 0.5), of([1, 1, 1])]).split('\n').slice(2).map((each) => each.split('|').at(-2)?.trim())).toEqual(['yes ~', 'no', 'told']);
});

test('the short form fails at twice the goal, or at the alarm of the line', () => {
  const alarming = (ratio: number, limit?: number, alarm?: number): boolean => isAlarming(rowOf({ ...line, ours: [ratio], other: [1], limit, alarm }));
  expect([alarming(2, 1), alarming(2.1, 1), alarming(2.1, 1, 3), alarming(3.1, 1, 3), alarming(9)]).toEqual([false, true, false, true, false]);
});

test('what was not measured is no line', () => {
  expect(() => rowOf({ ...line, ours: [], other: [] })).toThrow('it was not measured');
  expect(() => rowOf({ ...line, ours: [1], other: [] })).toThrow('it was not measured');
});
