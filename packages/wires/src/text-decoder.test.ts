import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTextDecoder } from './index.ts';
import { splits } from '../test/splits.ts';

const decode = (chunks: readonly Uint8Array[]): string => {
  const decoder = createTextDecoder();
  return chunks.map(decoder.push).join('') + decoder.end();
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const character = fc
  .integer({ min: 0, max: 0x10ffff })
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

test('gives the same text for any split of any UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: character }), splits, (text, cut) => {
      expect(decode(cut(bytes(text)))).toBe(text.replace(/^\ufeff/, ''));
    }),
  );
});

test('gives the same text for any split of any bytes at all', () => {
  fc.assert(
    fc.property(fc.uint8Array(), splits, (any, cut) => {
      expect(decode(cut(any))).toBe(decode([any]));
    }),
  );
});

test('drops a byte order mark at the beginning only, also when it is split', () => {
  expect(decode([Uint8Array.of(0xef), Uint8Array.of(0xbb, 0xbf), bytes('a\ufeffb')])).toBe('a\ufeffb');
});

test('turns a character that never became whole into U+FFFD', () => {
  expect(decode([bytes('é').subarray(0, 1)])).toBe('\ufffd');
});
