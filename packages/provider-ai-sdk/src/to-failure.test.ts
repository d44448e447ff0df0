import { APICallError, InvalidArgumentError, InvalidResponseDataError, LoadAPIKeyError, NoSuchModelError, UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { ProviderError } from '@g4f/core';
import { describe, expect, test } from 'vitest';
import { finish, scriptedModel } from '../test/scripted-model.ts';
import { fromLanguageModel } from './index.ts';

const messages = [{ role: 'user', content: 'Hi' }] as const;

/** The error of a model that throws, or that gives an `error` part. */
async function failure(error: unknown, before: readonly unknown[] = []): Promise<ProviderError> {
  const script = error instanceof Error && before.length === 0 ? error : [...before, { type: 'error', error }, finish.v3];
  const caught: unknown = await fromLanguageModel(scriptedModel(script), { id: 'acme' }).createAsync({ messages }).catch((reason: unknown) => reason);
  if (caught instanceof ProviderError) return caught;
  throw new Error('nothing was thrown', { cause: caught });
}

const refused = (statusCode: number, more: object = {}) => new APICallError({ message: 'No.', url: 'https://acme.example', requestBodyValues: { secret: 'prompt' }, statusCode, ...more });

describe('an error of the SDK', () => {
  test.each([
    [new LoadAPIKeyError({ message: 'ACME_API_KEY is missing' }), 'unauthorized'],
    [new NoSuchModelError({ modelId: 'm', modelType: 'languageModel' }), 'not-found'],
    [new UnsupportedFunctionalityError({ functionality: 'tools' }), 'unsupported'],
    [new InvalidArgumentError({ argument: 'x', message: 'bad' }), 'invalid-request'],
    [new InvalidResponseDataError({ data: {} }), 'upstream'],
    [new TypeError('fetch failed'), 'upstream'],
    [refused(429), 'rate-limited'],
    [refused(429, { data: { error: { code: 'insufficient_quota' } } }), 'payment-required'],
    [refused(400, { data: { error: { code: 'context_length_exceeded' } } }), 'too-large'],
    [refused(500, { data: { error: { type: 'invalid_request_error' } } }), 'upstream'],
    [refused(503, { responseBody: '<!DOCTYPE html><title>Just a moment' }), 'blocked'],
    [refused(502, { responseBody: '<html>Bad gateway' }), 'upstream'],
    [refused(200), 'upstream'],
    [{ type: 'overloaded_error', message: 'Overloaded' }, 'upstream'],
    [{ error: { type: 'rate_limit_error', message: 'Slow down' } }, 'rate-limited'],
    [{ code: 404, message: 'gone' }, 'not-found'],
    ['plain words', 'upstream'],
    [null, 'upstream'],
  ])('%o is %s', async (error, code) => {
    expect(await failure(error)).toMatchObject({ code, provider: 'acme' });
  });

  test('of an API keeps status, wait and words, and nothing of the request or the cookies', async () => {
    const error = await failure(refused(429, { responseHeaders: { 'retry-after': '7', 'set-cookie': 'session=1' }, responseBody: 'No.' }));
    expect(error).toMatchObject({ message: 'acme: No.', status: 429, retryAfter: 7_000 });
    expect(error.cause).toBeUndefined();
  });

  test('reads the wait in milliseconds and as a date, and none that has passed', async () => {
    const wait = async (headers: object) => (await failure(refused(429, { responseHeaders: headers }))).retryAfter;
    expect(await wait({ 'retry-after-ms': '250', 'retry-after': '1' })).toBe(250);
    expect(await wait({ 'retry-after': new Date(Date.now() + 60_000).toUTCString() })).toBeGreaterThan(50_000);
    expect(await wait({ 'retry-after': new Date(Date.now() - 60_000).toUTCString() })).toBeUndefined();
    expect(await wait({ 'retry-after': 'soon' })).toBeUndefined();
  });

  test('after content is an interruption, with the words of the service', async () => {
    expect(await failure({ type: 'overloaded_error', message: 'Overloaded' }, [{ type: 'text-delta', id: '0', delta: 'Half' }])).toMatchObject({ code: 'interrupted', message: 'acme: Overloaded' });
  });

  test('that one of ours caused is that one', async () => {
    const ours = new ProviderError('no credit', { code: 'payment-required', provider: 'inner' });
    expect(await failure(refused(402, { cause: ours }))).toBe(ours);
  });

  test('that a page came with status 200 is a challenge', async () => {
    const model = scriptedModel([finish.v3], { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
    await expect(fromLanguageModel(model).createAsync({ messages })).rejects.toMatchObject({ code: 'blocked' });
  });
});
