import { defineProvider } from '@g4f/core';
import { expect, test } from 'vitest';
import { laws, localScenario, testProvider, type LawName } from './index.ts';

const local = () =>
  defineProvider({ id: 'local', url: 'about:blank', models: ['one'] }, async function* ({ messages }) {
    for (const word of ['One, ', 'two, ', `${messages.length + 2}.`]) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      yield word;
    }
  });

testProvider(local, localScenario(), { skip: { 'gives the same text': 'shown here: a skip with its reason' } });

test('a skip that names no law is an error', () => {
  // @ts-expect-error no such law
  expect(() => testProvider(local, localScenario(), { skip: { 'streams as it arives': 'a slip' } })).toThrow(/no law "streams as it arives"; the laws are is lazy, /);
});

test('a skip without a reason is an error', () => {
  expect(() => testProvider(local, localScenario(), { skip: { 'is lazy': ' ' } })).toThrow('say why "is lazy"');
});

test('there are thirty-three laws, and each says what it means', () => {
  const sentences = Object.values(laws).map(({ sentence }) => sentence);
  expect(new Set(sentences).size).toBe(33);
  expect(Object.keys(laws) satisfies string[] as LawName[]).toHaveLength(33);
});
