import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { sha256Hex } from './sha256-hex.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('gives the same where only Web Crypto can hash', async () => {
  const texts = [...fc.sample(fc.string({ unit: 'grapheme' }), 20), '', 'Hello, 你好 🌍', 'lone \uD800'];
  const native = await Promise.all(texts.map(sha256Hex));
  vi.stubGlobal('process', undefined);
  expect(await Promise.all(texts.map(sha256Hex))).toEqual(native);
  expect(native[texts.indexOf('')]).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});
