import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createByteSearch } from './byte-search.ts';

test('finds what an expression finds in the text', () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '"', 'é'), minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '"', 'é', '🌍'), maxLength: 60 });
  fc.assert(
    fc.property(words, text, fc.nat(70), (sought, searched, from) => {
      const bytes = Buffer.from(searched);
      const found = sought.map((word) => bytes.indexOf(word, from)).filter((at) => at >= 0);
      const isBehind = from > bytes.length;
      expect(createByteSearch(sought)(bytes, from)).toBe(found.length === 0 || isBehind ? -1 : Math.min(...found));
    }),
  );
});
