import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { isProviderError, type ErrorCode, type ProviderError } from '@g4f/core';

/** Fails if `promise` takes longer than `ms`. */
export async function within<T>(promise: Promise<T>, what: string, ms = 5_000): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new assert.AssertionError({ message: `${what} took longer than ${ms} ms` })), ms);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a consumer got: every chunk, and what was thrown after them. */
export interface Outcome<T> {
  readonly chunks: readonly T[];
  /** `undefined` if the stream came to its end. */
  readonly error: unknown;
}

/** Reads a stream to its end, whichever end that is. */
export async function consume<T>(stream: AsyncIterator<T, void>, ms?: number): Promise<Outcome<T>> {
  const chunks: T[] = [];
  try {
    for (;;) {
      const result = await within(stream.next(), 'waiting for the next chunk', ms);
      if (result.done === true) return { chunks, error: undefined };
      chunks.push(result.value);
    }
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    return { chunks, error };
  }
}

/** Reads a stream of text that must come to a good end. */
export async function textOf(stream: AsyncIterator<string, void>, ms?: number): Promise<string> {
  const { chunks, error } = await consume(stream, ms);
  assert.equal(error, undefined, `the answer ended in ${String(error)}`);
  return chunks.join('');
}

/** What a promise was rejected with; fails if it was not. */
export async function rejection(promise: Promise<unknown>, what: string, ms?: number): Promise<unknown> {
  let value: unknown;
  try {
    value = await within(promise, what, ms);
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    return error;
  }
  assert.fail(`${what}: nothing was thrown, and ${JSON.stringify(value)} came`);
}

/** Fails unless `error` is a `ProviderError` with this code. */
export function expectCode(error: unknown, code: ErrorCode, what: string): asserts error is ProviderError {
  assert.ok(isProviderError(error), `${what}: expected a ProviderError ${code}, got ${error === undefined ? 'no error' : inspect(error)}`);
  assert.equal(error.code, code, `${what}: ${error.message}`);
}

/** Does a timed check up to three times: one good run proves the law on a machine that is busy with other things. */
export async function bestOfThree(check: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await check();
      return;
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}
