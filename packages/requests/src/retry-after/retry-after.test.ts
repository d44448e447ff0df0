import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDuration } from './parse-duration.ts';
import { parseMoment } from './parse-moment.ts';
import { retryAfter } from './retry-after.ts';

interface Headers {
  readonly [name: string]: string | string[];
}

const now = Date.UTC(2026, 10, 23, 2, 0, 0);
const date = (at: number): string => new Date(at).toUTCString();
const asctime = (at: number): string => {
  const [day, of = '', month, year, time] = date(at).replace(',', '').split(' ');
  return `${day} ${month} ${String(Number(of)).padStart(2)} ${time} ${year}`;
};

test.each<[string, Headers, number | undefined]>([
  ['nothing', {}, undefined],
  ['seconds', { 'retry-after': '20' }, 20_000],
  ['a fraction of a second', { 'retry-after': ' 0.25 ' }, 250],
  ['a date', { 'retry-after': date(now + 5_000) }, 5_000],
  ['a date in the form of C', { 'retry-after': asctime(now + 5_000) }, 5_000],
  ['a date in the form of RFC 850', { 'retry-after': 'Monday, 23-Nov-26 02:00:05 GMT' }, 5_000],
  ['a date in the form of RFC 3339', { 'retry-after': '2026-11-23T03:00:05.5+01:00' }, 5_500],
  ['a date by the clock of the service', { 'retry-after': date(now + 5_000), date: date(now + 3_000) }, 2_000],
  ['a date that is past', { 'retry-after': date(now - 5_000) }, 0],
  ['a date that does not exist', { 'retry-after': 'Mon, 99 Nov 2026 02:00:00 GMT' }, undefined],
  ['milliseconds, which win', { 'retry-after': '20', 'retry-after-ms': '1500' }, 1_500],
  ['more than one, the first of which counts', { 'retry-after': ['1', '2'] }, 1_000],
  ['a year, which is cut to a day', { 'retry-after': '31536000' }, 86_400_000],
  ['what nobody understands', { 'retry-after': 'soon' }, undefined],
  ['what Date.parse takes for a date', { 'retry-after': 'soon 12' }, undefined],
  ['a negative number', { 'retry-after': '-5' }, undefined],
  ['milliseconds that nobody understands', { 'retry-after-ms': 'x', 'retry-after': '1' }, 1_000],
])('reads %s', (_, headers, expected) => {
  expect(retryAfter(429, headers, now)).toBe(expected);
});

const rfc3339 = (ms: number): string => new Date(now + ms).toISOString();

describe('without Retry-After', () => {
  test.each<[string, Headers, number | undefined]>([
    ['the used-up limit of OpenAI', { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '6m0s', 'x-ratelimit-remaining-tokens': '9', 'x-ratelimit-reset-tokens': '1h' }, 360_000],
    ['the longest of several', { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '120ms', 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '1s' }, 1_000],
    ['a limit that does not say what remains', { 'x-ratelimit-reset-tokens': '1m2.5s' }, 62_500],
    ['the used-up limit of Anthropic', { 'anthropic-ratelimit-requests-remaining': '40', 'anthropic-ratelimit-requests-reset': rfc3339(90_000), 'anthropic-ratelimit-input-tokens-remaining': '0', 'anthropic-ratelimit-input-tokens-reset': rfc3339(7_000) }, 7_000],
    ['a moment by the clock of the service', { date: date(now + 3_000), 'anthropic-ratelimit-tokens-reset': rfc3339(7_000) }, 4_000],
    ['a moment that is past', { 'anthropic-ratelimit-tokens-reset': rfc3339(-7_000) }, 0],
    ['a month, which is cut to a day', { 'x-ratelimit-reset-tokens': '30d' }, 86_400_000],
    ['nothing where something of each remains', { 'x-ratelimit-remaining-tokens': '5', 'x-ratelimit-reset-tokens': '1s' }, undefined],
    ['nothing that nobody understands', { 'x-ratelimit-reset-tokens': 'soon' }, undefined],
    ['nothing where there is a Retry-After, also one that nobody understands', { 'retry-after': 'soon', 'x-ratelimit-reset-tokens': '1s' }, undefined],
  ])('takes %s', (_, headers, expected) => {
    expect(retryAfter(429, headers, now)).toBe(expected);
  });

  test('asks the limits of a busy service only: they come with every answer', () => {
    const headers = { 'x-ratelimit-reset-tokens': '1s' };
    expect([429, 503, 529, 200, 400, 401, 500].map((status) => retryAfter(status, headers, now))).toEqual([1_000, 1_000, 1_000, undefined, undefined, undefined, undefined]);
  });
});

const names = ['retry-after', 'retry-after-ms', 'date', 'x-ratelimit-reset-a', 'x-ratelimit-remaining-a', 'anthropic-ratelimit-a-reset', 'anthropic-ratelimit-a-remaining'];
const words = fc.stringMatching(/^-?\d{1,25}(\.\d{1,3})?(ms|[smhd])?$/);
const moments = fc.date({ noInvalidDate: true }).map((each) => (each.getTime() % 2 === 0 ? each.toUTCString() : each.toISOString()));
const headers = fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.string(), words, moments, fc.array(fc.string())));

test('gives whole milliseconds between nothing and a day, or none, for anything', () => {
  fc.assert(
    fc.property(fc.constantFrom(200, 429, 503), headers, (status, given) => {
      const wait = retryAfter(status, given, now);
      expect(wait === undefined || (Number.isInteger(wait) && wait >= 0 && wait <= 86_400_000)).toBe(true);
    }),
  );
});

/** Seconds of the epoch, in years that every form can tell. */
const second = fc.integer({ min: 0, max: Date.UTC(2099, 11, 31) / 1_000 });

test('reads back every moment in every form', () => {
  fc.assert(
    fc.property(second, (at) => {
      const ms = at * 1_000;
      expect([date(ms), asctime(ms), new Date(ms).toISOString()].map(parseMoment)).toEqual([ms, ms, ms]);
    }),
  );
});

test('reads back every duration', () => {
  const unit = fc.nat(1_000);
  fc.assert(
    fc.property(unit, unit, unit, unit, (h, m, s, ms) => {
      expect(parseDuration(`${h}h${m}m${s}s${ms}ms`)).toBe(((h * 60 + m) * 60 + s) * 1_000 + ms);
      expect(parseDuration(`${h}.5s`)).toBe(h * 1_000 + 500);
    }),
  );
  expect(['', '5', 's', '1x', '-1s', '1s ', '1.s', '1sm'].map(parseDuration)).toEqual(Array.from({ length: 8 }, () => undefined));
});
