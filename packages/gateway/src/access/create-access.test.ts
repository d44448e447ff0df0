import { describe, expect, test } from 'vitest';
import { asked } from '../../test/asked.ts';
import type { Admitted, Caller } from '../access.ts';
import type { GatewayError } from '../gateway-error.ts';
import { createCounts } from '../shared/counts.ts';
import { createAccess, type AccessOptions } from './create-access.ts';

const key = 'sk-0123456789abcdef';
const noon = Date.UTC(2026, 10, 30, 12);
const nothing = { inputTokens: 0, outputTokens: 0, cost: 0 };

async function accessOf(limits: AccessOptions['limits'], options: AccessOptions = {}) {
  let now = noon;
  const access = await createAccess({ keys: [{ id: 'team-a', key, ...limits }], now: () => now, ...options });
  const caller = await access.identify(asked({ authorization: `Bearer ${key}` }));
  const admit = async (inputTokens = 0, model = 'm'): Promise<Admitted> => access.admit(caller, { model, inputTokens });
  const refused = async (inputTokens = 0): Promise<GatewayError> => admit(inputTokens).then(() => expect.fail('was let in'), (error: unknown) => error as GatewayError);
  return { access, caller, admit, refused, wait: (ms: number) => (now += ms) };
}

describe('who may ask', () => {
  test('is whoever brings a key that is known, in any of three headers', async () => {
    const { access } = await accessOf({ models: ['a*'] } as AccessOptions['limits']);
    for (const headers of [{ authorization: `Bearer ${key}` }, { authorization: `bearer   ${key} ` }, { 'x-api-key': key }, { 'x-goog-api-key': key }, { authorization: 'Bearer unused', 'x-api-key': key }]) {
      expect(await access.identify(asked(headers))).toEqual({ id: 'team-a', models: ['a*'], isAdmin: false });
    }
    expect(access.hasKeys).toBe(true);
  });

  test('is nobody else', async () => {
    const { access } = await accessOf({});
    const hostile = ['', 'Bearer', 'Bearer ', `Basic ${btoa(`x:${key}`)}`, `Bearer ${key}x`, `Bearer ${key.slice(1)}`, `Bearer ${key.toUpperCase()}`, `Bearer ${key}, Bearer ${key}`, `Bearer ${'a'.repeat(20_000)}`, `Bearer${' '.repeat(500)}`, 'Bearer __proto__', 'Bearer constructor', '\u0000\uffff'];
    for (const authorization of hostile) await expect(access.identify(asked({ authorization }))).rejects.toMatchObject({ status: 401 });
    await expect(access.identify({ ...asked(), query: new URLSearchParams({ key }) })).rejects.toMatchObject({ status: 401 });
  });

  test('is told the cure where there is no key, and that a key is unknown, never with the key', async () => {
    const { access } = await accessOf({});
    await expect(access.identify(asked())).rejects.toMatchObject({ message: expect.stringContaining('x-api-key'), headers: { 'www-authenticate': 'Bearer' } });
    const error = await access.identify(asked({ 'x-api-key': 'sk-somebody-else-s' })).catch((reason: unknown) => reason);
    expect(String(error) + JSON.stringify(error)).not.toContain('somebody');
  });

  test('may have several keys, and one of them as a hash', async () => {
    const sha256 = '4fb3d6cf2ae1b1dcb8a4f5ba5e8a1d3b6f4cd5a0e3f09a2f9eaf31a5a5e6a0d1';
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from('the-new-key-of-a'))).toString('hex');
    const access = await createAccess({ keys: [{ id: 'a', key: [key, 'the-other-key-of-a'], sha256: [sha256, hash.toUpperCase()], isAdmin: true }] });
    for (const each of [key, 'the-other-key-of-a', 'the-new-key-of-a']) expect(await access.identify(asked({ 'x-api-key': each }))).toMatchObject({ id: 'a', isAdmin: true });
    await expect(access.identify(asked({ 'x-api-key': sha256 }))).rejects.toMatchObject({ status: 401 });
  });

  test('is this machine alone, with limits of its own, where there are no keys', async () => {
    const access = await createAccess({ limits: { requestsPerMinute: 1 }, now: () => noon });
    expect(access.hasKeys).toBe(false);
    const caller = await access.identify(asked());
    expect(caller.id).toBe('local');
    await expect(access.identify(asked({ host: 'evil.example' }))).rejects.toMatchObject({ status: 403 });
    await expect(access.identify(asked({ origin: 'https://evil.example' }))).rejects.toMatchObject({ status: 403 });
    await access.admit(caller, { model: undefined, inputTokens: 1 });
    await expect(access.admit(caller, { model: undefined, inputTokens: 1 })).rejects.toMatchObject({ status: 429 });
  });

  test('is nobody who came through an open door where there are keys', async () => {
    const { access } = await accessOf({});
    const stranger: Caller = { id: 'local', models: undefined, isAdmin: false };
    await expect(access.admit(stranger, { model: 'm', inputTokens: 0 })).rejects.toMatchObject({ status: 401 });
  });

  test('may ask for the models of its key alone', async () => {
    const access = await createAccess({ keys: [{ id: 'a', key, models: ['openai/*', 'm'] }] });
    const caller = await access.identify(asked({ 'x-api-key': key }));
    for (const model of ['openai/gpt-4o', 'openai/', 'm']) await access.admit(caller, { model, inputTokens: 0 });
    for (const model of ['openai', 'mm', 'M', '*', undefined]) await expect(access.admit(caller, { model, inputTokens: 0 })).rejects.toMatchObject({ status: 403 });
  });
});

describe('a rate', () => {
  test('lets in exactly as many as it says, and says how it stands', async () => {
    const { admit, refused, wait } = await accessOf({ requestsPerMinute: 3, tokensPerMinute: 1_000 });
    wait(15_500);
    const { headers } = await admit(100);
    expect(headers).toEqual({
      'x-ratelimit-limit-requests': '3',
      'x-ratelimit-remaining-requests': '2',
      'x-ratelimit-reset-requests': '44.5s',
      'x-ratelimit-limit-tokens': '1000',
      'x-ratelimit-remaining-tokens': '900',
      'x-ratelimit-reset-tokens': '44.5s',
    });
    const answers = await Promise.allSettled(Array.from({ length: 20 }, async () => admit(1)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    wait(44_000);
    expect(await refused()).toMatchObject({ status: 429, retryAfter: 500, message: 'this key may use 3 requests a minute; it begins anew at 2026-11-30T12:01:00.000Z', headers: { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '500ms' } });
    wait(500);
    await admit();
  });

  test('takes nothing of the others when one refuses', async () => {
    const { admit, refused } = await accessOf({ requestsPerMinute: 2, tokensPerMinute: 100 });
    await admit(60);
    expect(await refused(60)).toMatchObject({ status: 429, message: expect.stringContaining('100 tokens'), headers: { 'x-ratelimit-remaining-requests': '1', 'x-ratelimit-remaining-tokens': '40' } });
    expect((await admit(40)).headers).toMatchObject({ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-remaining-tokens': '0' });
  });

  test('holds what was estimated and settles what was used, once', async () => {
    const { admit, refused } = await accessOf({ tokensPerMinute: 100 });
    const call = await admit(80);
    expect(await refused(30)).toMatchObject({ status: 429 });
    await call.settle({ ...nothing, inputTokens: 20, outputTokens: 10 });
    await call.settle(nothing);
    expect((await admit(0)).headers).toMatchObject({ 'x-ratelimit-remaining-tokens': '70' });
    await (await admit(10)).settle({ ...nothing, outputTokens: 500 });
    expect(await refused(1)).toMatchObject({ status: 429, headers: { 'x-ratelimit-remaining-tokens': '0' } });
  });

  test('is not disturbed by numbers that are none', async () => {
    const { admit } = await accessOf({ tokensPerMinute: 100, budget: { perDay: 1 } });
    for (const number of [Number.NaN, -5, Infinity]) {
      await (await admit(number)).settle({ inputTokens: number, outputTokens: number, cost: number });
      const odd = await accessOf({ budget: { perDay: 1 } }, { estimateCost: () => number });
      await odd.admit();
    }
    expect((await admit(0)).headers).toMatchObject({ 'x-ratelimit-remaining-tokens': '100' });
  });

  test('says at once that a request is too large for any minute', async () => {
    const { admit, refused } = await accessOf({ requestsPerMinute: 1, tokensPerMinute: 100 });
    expect(await refused(101)).toMatchObject({ status: 413, message: expect.stringContaining('100 a minute') });
    await admit(100);
  });
});

describe('a budget', () => {
  test('lets in until it is used up, and begins anew with the day and the month', async () => {
    const { admit, refused, wait } = await accessOf({ budget: { perDay: 1, perMonth: 1.5 } });
    await (await admit()).settle({ ...nothing, cost: 0.999_999_999 });
    await (await admit()).settle({ ...nothing, cost: 0.2 });
    expect(await refused()).toMatchObject({ status: 402, message: 'the budget of this key, 1 USD a day, is used up; it begins anew at 2026-12-01T00:00:00.000Z', retryAfter: undefined });
    wait(12 * 3_600_000);
    await (await admit()).settle({ ...nothing, cost: 0.9 });
    wait(24 * 3_600_000);
    await (await admit()).settle({ ...nothing, cost: 0.7 });
    wait(24 * 3_600_000);
    expect(await refused()).toMatchObject({ status: 402, message: expect.stringContaining('1.5 USD a month') });
  });

  test('holds what a call will cost at least, so that many at once do not go far over it', async () => {
    const { admit, refused } = await accessOf({ budget: { perDay: 1 } }, { estimateCost: ({ inputTokens }) => inputTokens / 1_000 });
    const calls = await Promise.all([admit(400), admit(400)]);
    expect(await refused(400)).toMatchObject({ status: 402 });
    await Promise.all(calls.map(async ({ settle }) => settle({ ...nothing, cost: 0.1 })));
    await admit(400);
  });

  test('outlives the configuration that it stands in', async () => {
    const counts = createCounts({ now: () => noon });
    const before = await accessOf({ budget: { perMonth: 1 } }, { counts });
    await (await before.admit()).settle({ ...nothing, cost: 2 });
    const after = await accessOf({ budget: { perMonth: 1.9 } }, { counts });
    expect(await after.refused()).toMatchObject({ status: 402 });
  });
});

describe('a store that refuses', () => {
  test('lets nobody in, and gives back what was taken', async () => {
    const own = createCounts({ now: () => noon });
    const errors: unknown[] = [];
    let isBroken = true;
    const { admit, refused } = await accessOf(
      { requestsPerMinute: 1, tokensPerMinute: 10 },
      {
        onError: (error) => errors.push(error),
        counts: { ...own, take: async (counted, amount) => (isBroken && counted.name.endsWith('tokens') ? Promise.reject(new Error('NOPERM no rights')) : own.take(counted, amount)) },
      },
    );
    expect(await refused()).toMatchObject({ status: 503, message: expect.not.stringContaining('NOPERM') });
    expect(String(errors[0])).toContain('NOPERM');
    isBroken = false;
    await admit();
  });
});

describe('keys of clients for providers', () => {
  test('are refused unless they are allowed', async () => {
    const refusing = await createAccess();
    await expect(refusing.identify(asked({ 'x-g4f-provider-keys': 'openai=sk-mine' }))).rejects.toMatchObject({ status: 403 });
    const access = await createAccess({ allowClientKeys: true });
    expect(access.clientKeys(asked())).toEqual({});
    expect(access.clientKeys(asked({ 'x-g4f-provider-keys': 'openai=sk-a==, github-models=b=c' }))).toEqual({ openai: 'sk-a==', 'github-models': 'b=c' });
    for (const value of ['', 'openai', 'openai=', '=x', '__proto__=x', 'openai=a b', 'Openai=x', 'openai=x,,', 'a'.repeat(20_000)]) {
      await expect(access.identify(asked({ 'x-g4f-provider-keys': value }))).rejects.toMatchObject({ status: 400, message: expect.not.stringContaining('a b') });
    }
  });
});
