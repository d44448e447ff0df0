import { ProviderError, type ErrorCode } from '@g4f/core';
import { encodeOpenaiChatError } from '@g4f/wires/openai-chat';
import { expect, test } from 'vitest';
import { failureAnswer, failureOf } from '../failure.ts';
import { readAnswer, retryOf } from './line-result.ts';

const retryAfter = async (code: ErrorCode, wait?: number) =>
  retryOf(await readAnswer(failureAnswer(failureOf(new ProviderError('no', { code, retryAfter: wait })), (error) => JSON.stringify(encodeOpenaiChatError(error)))));

test.each([
  // Nothing went wrong, or nobody was asked: as often as there is time for it.
  ['rate-limited', undefined, 'limit'],
  ['no-provider', 4_000, 'limit'],
  ['upstream', undefined, 'failure'],
  ['empty', undefined, 'failure'],
  ['timeout', undefined, 'failure'],
  ['interrupted', undefined, 'failure'],
  // The operator has to mend it, or the caller.
  ['no-provider', undefined, 'no'],
  ['unauthorized', undefined, 'no'],
  ['payment-required', undefined, 'no'],
  ['blocked', undefined, 'no'],
  ['missing-dependency', undefined, 'no'],
  ['unsupported', undefined, 'no'],
  ['too-large', undefined, 'no'],
] as const)('a request that failed with %s (wait: %s) is asked again: %s', async (code, wait, expected) => {
  expect(await retryAfter(code, wait)).toBe(expected);
});
