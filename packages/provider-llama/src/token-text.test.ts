import type { Token } from 'node-llama-cpp';
import { expect, test } from 'vitest';
import { createTokenText } from './token-text.ts';

/** A vocabulary of one token a byte, as a model falls back to for what it has no word for. */
const model = { detokenize: (tokens: readonly number[]) => Buffer.from(tokens).toString('utf8') };
const tokensOf = (bytes: Uint8Array): Token[] => [...bytes] as Token[];

test('holds a character until it is whole', () => {
  const text = createTokenText(model);
  expect(tokensOf(Buffer.from('hé🙂!')).map(text.push)).toEqual(['h', '', 'é', '', '', '', '🙂', '!']);
  expect(text.end()).toBe('');
});

test('gives what is no character after all, and what is left at the end', () => {
  const text = createTokenText(model);
  const pieces = tokensOf(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xf0])).map(text.push);
  expect(pieces.join('')).toBe('\uFFFD'.repeat(6));
  expect(text.end()).toBe('\uFFFD');
});
