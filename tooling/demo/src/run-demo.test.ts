import { defineProvider, ProviderError, type Chunk } from '@g4f/core';
import { expect, test } from 'vitest';
import { runDemo } from './run-demo.ts';

/** Runs the demonstration with a model that answers so. */
async function show(answer: () => AsyncIterable<Chunk>): Promise<{ readonly isProven: boolean; readonly text: string }> {
  const model = defineProvider({ id: 'mine', url: 'https://mine.example', models: ['m'], working: true, supportsMessageHistory: true }, async function* () {
    yield* answer();
  });
  let text = '';
  const isProven = await runDemo({ model, write: (piece) => (text += piece) });
  return { isProven, text };
}

test('the answer comes, the signature is seen to be right at the server, and a forged one is refused', async () => {
  const { isProven, text } = await show(async function* () {
    yield 'Здра';
    await Promise.resolve();
    yield 'вствуй!';
  });
  expect(text).toContain('Здравствуй!');
  const signatures = [...text.matchAll(/sign ([\da-f]{64})\n.*: ([\da-f]{64})/g)].map(([, sent, expected]) => sent === expected);
  expect(signatures).toEqual([true, true, false]);
  expect(text).toMatch(/the signature is right: 200[^]*401 \{"error":\{"message":"Invalid signature\."\}\}[^]*refused: .*Invalid signature/);
  expect(isProven).toBe(true);
});

test('a model that cannot be had is a clear word', async () => {
  const { isProven, text } = await show(async function* () {
    yield* [];
    await Promise.resolve();
    throw new ProviderError('the model cannot be had: connect to the network once', { code: 'missing-dependency' });
  });
  expect(text).toContain('the round trip failed: ');
  expect(text).toContain('the model cannot be had: connect to the network once');
  expect(isProven).toBe(false);
});
