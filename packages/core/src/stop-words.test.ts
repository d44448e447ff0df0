import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineProvider, type Chunk } from './index.ts';

const letter = fc.constantFrom('a', 'b', 'c', 'd');
const word = fc.string({ unit: letter, minLength: 1, maxLength: 4 });
const messages = [{ role: 'user', content: 'Hi' }] as const;

/** What comes before the first stop word, told from the whole text. */
function expected(text: string, words: readonly string[]): string {
  const found = words.map((each) => text.indexOf(each)).filter((at) => at !== -1);
  return found.length === 0 ? text : text.slice(0, Math.min(...found));
}

test('whatever the chunk borders, the answer ends before the first stop word, and is whole without one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.string({ unit: letter, maxLength: 5 }))), fc.array(word, { minLength: 1, maxLength: 3 }), async (batches, stop) => {
      const text = batches.flat().join('');
      fc.pre(text !== '');
      const provider = defineProvider({ id: 'p', url: '', models: ['m'] }, async function* (): AsyncGenerator<readonly Chunk[]> {
        for (const batch of batches) yield await Promise.resolve(batch);
      });
      expect(await provider.createAsync({ messages, stop })).toBe(expected(text, stop));
      expect((await Array.fromAsync(provider.createPartGenerator({ messages, stop }))).at(-1)).toEqual({ type: 'finish', reason: 'stop' });
    }),
  );
});

test('a longer word that began earlier wins over one inside it, unless it stays unfinished', async () => {
  const answer = (...chunks: string[]) =>
    defineProvider({ id: 'p', url: '', models: ['m'] }, async function* () {
      for (const chunk of chunks) yield await Promise.resolve(chunk);
    }).createAsync({ messages, stop: ['abcd', 'bc'] });
  expect(await answer('xabc', 'd')).toBe('x');
  expect(await answer('xabc', 'x')).toBe('xa');
  expect(await answer('xabc')).toBe('xa');
  expect(await answer('bc')).toBe('');
});
