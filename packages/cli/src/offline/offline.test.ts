import { describe, expect, test } from 'vitest';
import { answer } from './eliza.ts';
import { createOffline } from './offline.ts';
import { reflect } from './reflect.ts';
import { fallbacks, keywords } from './script.ts';

const first = () => 0;
const last = () => 0.999;

/** Talks until nothing is left to say, and gives the answers. */
function talk(...said: readonly string[]): string[] {
  const answered: string[] = [];
  said.forEach((line, index) => answered.push(answer({ said: [...said.slice(0, index), line], answered }, first)));
  return answered;
}

describe('reflect', () => {
  test.each([
    ['my cat hates you', 'your cat hates me'],
    ['i was afraid that you are right', 'you were afraid that I am right'],
    ["you're kinder than i am", "I'm kinder than you are"],
    ['it was mine', 'it was yours'],
  ])('turns %j round', (said, heard) => {
    expect(reflect(said)).toBe(heard);
  });
});

describe('the offline responder', () => {
  test.each([
    ['I am tired of my job.', 'I am sorry to hear that you are tired. When did it begin?'],
    ['I need you', 'What would it change if you got me?'],
    ['You are kind to me', 'What makes you think that I am kind to you?'],
    ['What is an async generator?', 'What do you know about async generator already?'],
    ['I can’t sleep', 'What keeps you from it: sleep?'],
  ])('takes %j apart and turns it round', (said, heard) => {
    expect(answer({ said: [said], answered: [] }, first)).toBe(heard);
  });

  test('answers by the word of the highest rank, wherever it stands', () => {
    expect(talk('Hello, perhaps my computer knows')).toEqual(['Does it trouble you that a program is listening?']);
  });

  test('comes back to what was said earlier when nothing else comes to mind', () => {
    expect(talk('My brother drinks.', 'Yesterday it rained.').at(-1)).toBe('Earlier you spoke of your brother.');
  });

  test('nods when nothing was ever said that matters', () => {
    expect(fallbacks).toContain(talk('Yesterday it rained.')[0]);
  });

  test('does not say again what it said, while there is something else to say', () => {
    const said = ['It rained.', 'It snowed.', 'It poured.', 'It thawed.', 'It froze.'];
    expect(new Set(talk(...said)).size).toBe(fallbacks.length);
  });

  test('says the same for the same randomness, and something else for another', () => {
    const conversation = { said: ['I want a dog'], answered: [] } as const;
    expect(answer(conversation, first)).toBe(answer(conversation, first));
    expect(answer(conversation, first)).not.toBe(answer(conversation, last));
  });

  test('has an answer to whatever is said', () => {
    for (const said of ['', '?!', '🌍', 'Привет', '$1 $& $$', 'a'.repeat(10_000)]) {
      expect(answer({ said: [said], answered: [] }, last)).not.toBe('');
    }
  });

  test('leaves no placeholder in an answer', () => {
    const groups = ({ source }: RegExp): number => (new RegExp(`${source}|`).exec('')?.length ?? 1) - 1;
    for (const { rules } of keywords) {
      for (const { match, replies, memory = [] } of rules) {
        const asks = [...replies, ...memory].some((reply) => reply.includes('$1'));
        expect([match.source, asks]).toEqual([match.source, groups(match) > 0]);
      }
    }
  });

  test('streams word by word, as any provider', async () => {
    const chunks = await Array.fromAsync(createOffline(first).createAsyncGenerator({ messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }] }));
    expect(chunks).toEqual(['Hello. ', 'What ', 'is ', 'on ', 'your ', 'mind?']);
  });

  test('takes earlier turns from the conversation', async () => {
    const messages = [
      { role: 'user', content: 'My sister writes.' },
      { role: 'assistant', content: 'Earlier you spoke of your sister.' },
      { role: 'user', content: 'It rains.' },
    ] as const;
    expect(await createOffline(first).createAsync({ messages })).toBe('Does this have to do with your sister?');
  });
});
