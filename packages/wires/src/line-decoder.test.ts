import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineDecoder } from './index.ts';
import { splits } from '../test/splits.ts';

const decode = (chunks: readonly string[]): string[] => {
  const decoder = createLineDecoder();
  return [...chunks.flatMap(decoder.push), ...decoder.end()];
};
const crooked = fc.string({ unit: fc.constantFrom('a', 'é', '\r', '\n', '\r\n') });

test('gives the same lines for any split', () => {
  fc.assert(
    fc.property(crooked, splits, (text, cut) => {
      const lines = text.split(/\r\n|\n|\r/);
      expect(decode(cut(text))).toEqual(lines.at(-1) === '' ? lines.slice(0, -1) : lines);
    }),
  );
});

test('gives a line as soon as it is whole', () => {
  const decoder = createLineDecoder();
  expect(decoder.push('a\r')).toEqual(['a']);
  expect(decoder.push('\nb')).toEqual([]);
  expect(decoder.push('c\n\n')).toEqual(['bc', '']);
  expect(decoder.end()).toEqual([]);
});
