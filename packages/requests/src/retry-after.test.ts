import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryAfter } from './retry-after.ts';

const now = Date.UTC(2026, 10, 23, 2, 0, 0);
const date = (at: number): string => new Date(at).toUTCString();

test.each<[string, { readonly [name: string]: string | string[] }, number | undefined]>([
  ['nothing', {}, undefined],
  ['seconds', { 'retry-after': '20' }, 20_000],
  ['a fraction of a second', { 'retry-after': ' 0.25 ' }, 250],
  ['a date', { 'retry-after': date(now + 5_000) }, 5_000],
  ['a date by the clock of the service', { 'retry-after': date(now + 5_000), date: date(now + 3_000) }, 2_000],
  ['a date that is past', { 'retry-after': date(now - 5_000) }, 0],
  ['milliseconds, which win', { 'retry-after': '20', 'retry-after-ms': '1500' }, 1_500],
  ['more than one, the first of which counts', { 'retry-after': ['1', '2'] }, 1_000],
  ['a year, which is cut to a day', { 'retry-after': '31536000' }, 86_400_000],
  ['what nobody understands', { 'retry-after': 'soon' }, undefined],
  ['a negative number', { 'retry-after': '-5' }, undefined],
  ['milliseconds that nobody understands', { 'retry-after-ms': 'x', 'retry-after': '1' }, 1_000],
])('reads %s', (_, headers, expected) => {
  expect(retryAfter(headers, now)).toBe(expected);
});

test('gives a number between nothing and a day, or none, for anything', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (value, other) => {
      const wait = retryAfter({ 'retry-after': value, 'retry-after-ms': other }, now);
      expect(wait === undefined || (wait >= 0 && wait <= 86_400_000)).toBe(true);
    }),
  );
});
