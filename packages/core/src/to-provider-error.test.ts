import { expect, test } from 'vitest';
import { ProviderError } from './index.ts';
import { toProviderError } from './to-provider-error.ts';

const context = { provider: 'p', hasContent: false, redact: (text: string) => text.replaceAll('secret', '[redacted]') };

test('an error that is right already is given back as it is', () => {
  const right = new ProviderError('no', { code: 'rate-limited', provider: 'p', status: 429, retryAfter: 5, cause: new Error('why') });
  expect(toProviderError(right, context)).toBe(right);
});

test("an error without a provider gets this one's id, and keeps the rest", () => {
  const made = toProviderError(new ProviderError('p: is no prefix of mine', { code: 'rate-limited', status: 429, retryAfter: 5 }), context);
  expect(made).toMatchObject({ message: 'p: p: is no prefix of mine', provider: 'p', code: 'rate-limited', status: 429, retryAfter: 5 });
  expect('cause' in made).toBe(false);
});

test('an error of a provider within keeps its id, said once', () => {
  const made = toProviderError(new ProviderError('no secret', { code: 'upstream', provider: 'inner' }), context);
  expect(made).toMatchObject({ message: 'inner: no [redacted]', provider: 'inner' });
});

test('what is private in the cause alone is struck there', () => {
  const error = new ProviderError('no', { code: 'upstream', provider: 'p', cause: new Error('the secret') });
  const made = toProviderError(error, context);
  expect(made).not.toBe(error);
  expect(made.message).toBe('p: no');
  expect(made.cause).toMatchObject({ message: 'the [redacted]' });
});

test.each([
  ['upstream', 'interrupted'],
  ['rate-limited', 'interrupted'],
  ['timeout', 'timeout'],
] as const)('%s after content is %s', (code, settled) => {
  expect(toProviderError(new ProviderError('no', { code, provider: 'p' }), { ...context, hasContent: true }).code).toBe(settled);
});

test('an interruption before content is none', () => {
  expect(toProviderError(new ProviderError('no', { code: 'interrupted', provider: 'p' }), context).code).toBe('upstream');
});

test("somebody else's words are cut at 300 characters, once what is private is struck", () => {
  const made = toProviderError(new Error(`secret ${'x'.repeat(400)}`), context);
  expect(made.message).toBe(`p: [redacted] ${'x'.repeat(289)}`);
  expect(toProviderError('just text', context)).toMatchObject({ message: 'p: just text', code: 'upstream' });
});
