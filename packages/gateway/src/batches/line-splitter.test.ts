import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineSplitter, type Line } from './line-splitter.ts';

function split(chunks: readonly Uint8Array[], limit = 1_000): readonly Line[] {
  const splitter = createLineSplitter(limit);
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
}

const texts = (lines: readonly Line[]): readonly string[] => lines.map(({ bytes }) => Buffer.from(bytes).toString());

test('lines are the same wherever the bytes are cut, and stand where it is said', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\r', ' ', '{') }), fc.array(fc.nat(40)), (text, cuts) => {
      const bytes = Buffer.from(text);
      const edges = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
      const chunks = edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
      const lines = split(chunks);
      const expected = text.split('\n').flatMap((line, index) => (/[^ \t\r]/.test(line) ? [[index + 1, line] as const] : []));
      expect(lines.map(({ number, bytes: own }) => [number, Buffer.from(own).toString()])).toEqual(expected);
      for (const { offset, bytes: own } of lines) expect(bytes.subarray(offset, offset + own.length).equals(own)).toBe(true);
    }),
  );
});

test('the last line needs no end', () => {
  expect(texts(split([Buffer.from('one\ntwo')]))).toEqual(['one', 'two']);
});

test('a line over the limit is refused before it is there', () => {
  const splitter = createLineSplitter(5);
  expect(texts(splitter.push(Buffer.from('12345\n123')))).toEqual(['12345']);
  expect(() => splitter.push(Buffer.from('456'))).toThrow(new RangeError('line 2 is longer than 5 bytes'));
});
