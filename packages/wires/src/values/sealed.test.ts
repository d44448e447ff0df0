import { expect, test } from 'vitest';
import { seal, unseal, type NativeField } from './sealed.ts';

const native = { provider: 'anthropic', key: 'signature' } satisfies NativeField;

test('what is native goes as it is; all else says whose it is', () => {
  expect(seal({ metadata: { anthropic: { signature: 'c2ln' } } }, native)).toBe('c2ln');
  for (const metadata of [{ mine: { signature: 'c2ln' } }, { anthropic: { signature: 'c2ln', more: 1 } }, { anthropic: { signature: 'g4f:c2ln' } }, { anthropic: { signature: 'c2ln' }, mine: {} }]) {
    const sealed = seal({ metadata }, native);
    expect(sealed).toMatch(/^g4f:/);
    expect(unseal(sealed, native)).toEqual({ metadata });
  }
});

test.each(['c2ln', 'g4f:', 'g4f:!', 'g4f:e30=', `g4f:${btoa('{"metadata":{"mine":1}}')}`, `g4f:${btoa('no json')}`])("%s, which nobody of ours wrote, is taken for native", (text) => {
  expect(unseal(text, native)).toEqual({ metadata: { anthropic: { signature: text } } });
});
