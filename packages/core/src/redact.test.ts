import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedact, credentialsOf } from './index.ts';
import { safeCause } from './safe-cause.ts';

test('strikes secrets in every spelling', () => {
  const redact = createRedact(['p@ss "word"'], []);
  for (const text of ['p@ss "word"', JSON.stringify('p@ss "word"'), encodeURIComponent('p@ss "word"')]) {
    expect(redact(`a ${text} b`)).not.toMatch(/p(@|%40)ss/);
  }
});

test('strikes a short text only where it stands as a word', () => {
  expect(createRedact(['Hi'], ['(a+b)'])('Hi, This (a+b) is xHi')).toBe('[redacted], This [redacted] is xHi');
});

test('leaves contents of three characters alone: they may be any word', () => {
  expect(createRedact([], ['a', 'not', 'nota'])('a word, not nota')).toBe('a word, not [redacted]');
});

test('strikes a text of eight characters also inside a word, and one of another script as a word', () => {
  expect(createRedact(['12345678'], [])('x12345678x')).toBe('x[redacted]x');
  expect(createRedact(['дом'], [])('дом, домой')).toBe('[redacted], домой');
});

test('strikes the longer of two texts first, so that nothing of it is left', () => {
  expect(createRedact(['sk-12345678', 'sk-12345678-more'], [])('key sk-12345678-more')).toBe('key [redacted]');
});

test('strikes no piece of a text that is too short to have any', () => {
  expect(createRedact(['fifteen letters'], [])('fifteen letter')).toBe('fifteen letter');
  expect(createRedact(['exactly sixteen!'], [])('an exactly sixteen! it is')).toBe('an [redacted] it is');
});

test('strikes pieces of a long text', () => {
  const prompt = 'My employer plans to merge with its competitor in the spring.';
  expect(createRedact([], [prompt])(`invalid: "${prompt.slice(0, 40)}…" and ${prompt.slice(20)}`)).toBe('invalid: "[redacted]…" and [redacted]');
});

test('leaves a text without anything private as it is, and is not upset by empty ones', () => {
  expect(createRedact(['', ' '], [''])('nothing here')).toBe('nothing here');
});

test('whatever the secret, it is gone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 8, maxLength: 40 }), fc.string(), fc.string(), (secret, before, after) => {
      fc.pre(secret.trim() !== '' && !'[redacted]'.includes(secret));
      return !createRedact([secret], [])(`${before} ${secret} ${after}`).includes(secret);
    }),
  );
});

test('reads the credentials of a proxy address, as written and decoded', () => {
  expect(credentialsOf('http://me:p%40ss@proxy.example:8080')).toEqual(['p%40ss', 'p@ss', 'me', 'me']);
  expect(credentialsOf('http://me:50%@proxy.example')).toContain('50%');
  expect(credentialsOf('not an address')).toEqual(['not an address']);
  expect(credentialsOf(undefined)).toEqual([]);
});

test('gives a clean cause back untouched, also one in a circle', () => {
  const cause: { self?: unknown; list: unknown[] } = { list: ['fine', 1, null] };
  cause.self = cause;
  expect(safeCause(cause, createRedact(['secret-1'], []))).toBe(cause);
});

test('takes a cause apart that holds something private, at any depth', () => {
  const redact = createRedact(['secret-1'], []);
  const cause = new Error('outer', { cause: new Error('inner secret-1') });
  cause.stack = 'at secret-1';
  const copy = safeCause(cause, redact) as Error;
  expect(copy).toMatchObject({ name: 'Error', message: 'outer', stack: 'at [redacted]', cause: { message: 'inner [redacted]' } });
  const several = safeCause(new AggregateError([new Error('a secret-1'), 'b secret-1'], 'both'), redact);
  expect(several).toMatchObject({ name: 'AggregateError', message: 'both', errors: [{ message: 'a [redacted]' }, 'b [redacted]'] });
  expect(safeCause('secret-1', redact)).toBe('[redacted]');
  expect(safeCause({ key: 'secret-1' }, redact)).toBeUndefined();
  expect(safeCause(Object.assign(new Error('x'), { body: new Uint8Array(3) }), redact)).not.toHaveProperty('body');
  expect(safeCause(Object.assign(new Error('x', { cause: undefined }), { stack: undefined, key: 'secret-1' }), redact)).not.toHaveProperty('key');
});
