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

/** What a consumer sees of some chunks before the end. */
const parts = async (stop: readonly string[], ...chunks: readonly Chunk[]) =>
  (await Array.fromAsync(
    defineProvider({ id: 'p', url: '', models: ['m'] }, async function* () {
      for (const chunk of chunks) yield await Promise.resolve(chunk);
    }).createPartGenerator({ messages, stop }),
  )).slice(0, -1);
const call: Chunk = { type: 'tool-call', id: '1', name: 'f', arguments: 'ab' };

test('a stop word does not reach across a tool call, and what was held stands before it', async () => {
  expect(await parts(['ab'], 'xa', call, 'b')).toEqual([{ type: 'text', text: 'x' }, { type: 'text', text: 'a' }, call, { type: 'text', text: 'b' }]);
});

test('a part that is no text holds no stop word', async () => {
  const thought: Chunk = { type: 'reasoning', text: 'ab' };
  expect(await parts(['ab'], thought, 'x')).toEqual([thought, { type: 'text', text: 'x' }]);
});

test('what a service says of a text stays, once what was held stands before it', async () => {
  const metadata = { p: { signature: 's' } };
  expect(await parts(['ab'], { type: 'text', text: 'xa', metadata }, 'c')).toEqual([
    { type: 'text', text: 'x' },
    { type: 'text', text: 'a' },
    { type: 'text', text: '', metadata },
    { type: 'text', text: 'c' },
  ]);
});

test('what was held is shown once', async () => {
  expect(await parts(['ab'], 'xa', call, call)).toEqual([{ type: 'text', text: 'x' }, { type: 'text', text: 'a' }, call, call]);
});
