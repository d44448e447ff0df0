import { expect, test } from 'vitest';
import { seal, unseal } from './sealed.ts';

test("Anthropic's own goes as it is; all else says whose it is", () => {
  expect(seal({ metadata: { anthropic: { signature: 'c2ln' } } }, 'signature')).toBe('c2ln');
  for (const metadata of [{ mine: { signature: 'c2ln' } }, { anthropic: { signature: 'c2ln', more: 1 } }, { anthropic: { signature: 'g4f:c2ln' } }, { anthropic: { signature: 'c2ln' }, mine: {} }]) {
    const sealed = seal({ metadata }, 'signature');
    expect(sealed).toMatch(/^g4f:/);
    expect(unseal(sealed, 'signature')).toEqual({ metadata });
  }
});

test.each(['c2ln', 'g4f:', 'g4f:!', 'g4f:e30=', `g4f:${btoa('{"metadata":{"mine":1}}')}`, `g4f:${btoa('no json')}`])("%s, which nobody of ours wrote, is taken for Anthropic's own", (text) => {
  expect(unseal(text, 'signature')).toEqual({ metadata: { anthropic: { signature: text } } });
});
