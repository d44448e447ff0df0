import { expect, test } from 'vitest';
import { wordInPdf } from './samples.ts';

test('the table of the PDF says where its objects and the table itself are', () => {
  const file = Buffer.from(wordInPdf('pelican')).toString('latin1');
  const offsets = [...file.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, digits]) => Number(digits));
  expect(offsets.map((offset, index) => file.startsWith(`${index + 1} 0 obj\n`, offset))).toEqual([true, true, true, true, true]);
  expect(file.startsWith('xref\n', Number(/startxref\n(\d+)/.exec(file)?.[1]))).toBe(true);
  const [, length, stream = ''] = /\/Length (\d+) >>\nstream\n(.*)\nendstream/.exec(file) ?? [];
  expect(stream.length).toBe(Number(length));
});
