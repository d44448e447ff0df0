import fc from 'fast-check';
import { expect, test } from 'vitest';
import { looksLikeHtml } from './index.ts';

test.each(['<!DOCTYPE html>', '<!doctype HTML PUBLIC "">', '<html lang="en">', '<HTML>', '\ufeff \r\n\t<html'])('%j is a page', (text) => {
  expect(looksLikeHtml(text)).toBe(true);
});

test.each(['{"a":1}', 'Hello', '<p>', '<think>', '<htm>', '<!-- a -->', ' x<html>', ' '.repeat(2_000), `${' '.repeat(2_000)}<html>`])('%.20j is none', (text) => {
  expect(looksLikeHtml(text)).toBe(false);
});

test('is not sure before it can be, and then stays sure', () => {
  const page = ' <!DOCTYPE html>';
  for (let length = 0; length < 10; length++) expect(looksLikeHtml(page.slice(0, length))).toBeUndefined();
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '!doctype', 'html', ' ', 'x') }), fc.string(), (start, rest) => {
      const early = looksLikeHtml(start);
      if (early !== undefined) expect(looksLikeHtml(start + rest)).toBe(early);
    }),
  );
});
