import { describe, expect, test } from 'vitest';
import { UsageError } from '../usage-error.ts';
import { addressParser } from './parse-address.ts';
import { parseDuration } from './parse-duration.ts';
import { parseNames } from './parse-names.ts';
import { parseTemperature } from './parse-temperature.ts';

describe('a length of time', () => {
  test.each([
    ['120s', 120_000],
    ['2m', 120_000],
    ['500ms', 500],
    ['1.5', 1_500],
  ])('reads %s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each(['', '0', '-1s', '1h', 's', '1 s', 'Infinity', '1e3'])('refuses %j', (text) => {
    expect(() => parseDuration(text)).toThrow(UsageError);
  });
});

test('a temperature is a number from 0 to 2', () => {
  expect([parseTemperature('0'), parseTemperature('2')]).toEqual([0, 2]);
  for (const text of ['', ' ', '-0.1', '2.1', 'NaN', 'warm']) expect(() => parseTemperature(text)).toThrow(UsageError);
});

test('names are parted by commas, and add up', () => {
  expect(parseNames('c, ,d ', parseNames('a,b'))).toEqual(['a', 'b', 'c', 'd']);
});

test('an address has one of the schemes, and never shows in the error', () => {
  const parse = addressParser('--proxy', 'http', 'socks5');
  expect(parse('socks5://user:hush@proxy.example:1080')).toBe('socks5://user:hush@proxy.example:1080');
  for (const text of ['', 'user:hush@proxy.example', 'https://user:hush@proxy.example']) {
    expect(() => parse(text)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hush') }));
  }
});
