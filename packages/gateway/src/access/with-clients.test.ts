import { defineProvider, type Part } from '@g4f/core';
import OpenAI from 'openai';
import { expect, test } from 'vitest';
import { describeRedis, startRedis } from '../../test/redis-server.ts';
import { scripted } from '../../test/scripted.ts';
import { serveProviders, type Served } from '../../test/serve-providers.ts';
import { createCache } from '../cache/create-cache.ts';
import { createSharedState, type SharedState } from '../shared/shared-state.ts';
import { createAccess, type AccessOptions } from './create-access.ts';

const key = 'sk-0123456789abcdef';
const said: readonly (string | Part)[] = ['He', 'llo', { type: 'usage', usage: { inputTokens: 3, outputTokens: 2 }, provenance: 'reported' }];
const clientOf = ({ url }: Pick<Served, 'url'>, apiKey = key): OpenAI => new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0 });
const hi = { model: 'small', messages: [{ role: 'user' as const, content: 'Hi' }] };
const cached = { headers: { 'x-g4f-cache': 'on' } };

async function gatewayWith(options: AccessOptions, shared?: SharedState) {
  const access = await createAccess({ keys: [{ id: 'team-a', key, ...options.limits }], ...options, counts: shared?.counts });
  const { provider, asked } = scripted('one', said);
  const served = await serveProviders([provider], { access, isShared: shared?.isUp, cache: createCache({ store: shared?.cache, always: access.cacheSeconds }) });
  return { served, asked, [Symbol.asyncDispose]: () => served[Symbol.asyncDispose]() };
}

test('a client with its key is let in, one without is told so in its own way', async () => {
  await using gateway = await gatewayWith({});
  const client = clientOf(gateway.served);
  expect((await client.chat.completions.create(hi)).choices[0]?.message.content).toBe('Hello');
  await expect(clientOf(gateway.served, 'sk-of-nobody-at-all').chat.completions.create(hi)).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
  await expect(clientOf(gateway.served, 'sk-of-nobody-at-all').models.list()).rejects.toMatchObject({ status: 401 });
  const { status } = await fetch(`${gateway.served.url}/v1/models?key=${key}`);
  expect(status).toBe(401);
});

test('a client over its limit is told when to come again', async () => {
  await using gateway = await gatewayWith({ limits: { requestsPerMinute: 2, tokensPerMinute: 1_000 } });
  const client = clientOf(gateway.served);
  const { response } = await client.chat.completions.create(hi).withResponse();
  expect(response.headers.get('x-ratelimit-remaining-requests')).toBe('1');
  expect(Number(response.headers.get('x-ratelimit-remaining-tokens'))).toBeGreaterThan(950);
  const second = await client.chat.completions.create(hi).withResponse();
  expect(Number(second.response.headers.get('x-ratelimit-remaining-tokens'))).toBeGreaterThan(950);
  const error = await client.chat.completions.create(hi).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(OpenAI.RateLimitError);
  if (!(error instanceof OpenAI.APIError)) expect.fail('no API error');
  expect(Number(error.headers?.get('retry-after'))).toBeGreaterThan(0);
  expect(error.headers?.get('x-ratelimit-remaining-requests')).toBe('0');
});

test('an answer comes again from the cache, event by event, and nobody is asked or pays', async () => {
  await using gateway = await gatewayWith({ limits: { tokensPerMinute: 1_000 } });
  const client = clientOf(gateway.served);
  const stream = async (): Promise<{ readonly deltas: readonly (string | null | undefined)[]; readonly headers: Headers }> => {
    const { data, response } = await client.chat.completions.create({ ...hi, stream: true }, cached).withResponse();
    return { deltas: (await Array.fromAsync(data)).map(({ choices }) => choices[0]?.delta.content), headers: response.headers };
  };
  const first = await stream();
  const again = await stream();
  expect(first.deltas.filter(Boolean)).toEqual(['He', 'llo']);
  expect(again.deltas).toEqual(first.deltas);
  expect([first.headers.get('x-g4f-cache'), again.headers.get('x-g4f-cache'), again.headers.get('age')]).toEqual(['miss', 'hit', '0']);
  const whole = await client.chat.completions.create(hi, cached).withResponse();
  expect([whole.data.choices[0]?.message.content, whole.response.headers.get('x-g4f-cache')]).toEqual(['Hello', 'hit']);
  expect(gateway.asked).toHaveLength(1);
  const plain = await client.chat.completions.create(hi).withResponse();
  expect([plain.response.headers.get('x-g4f-cache'), gateway.asked.length]).toEqual([null, 2]);
});

test('a key that a client brings for a provider reaches that provider, where it may', async () => {
  const keys: (string | null | undefined)[] = [];
  const provider = defineProvider({ id: 'one', url: 'https://one.example', models: ['small'], working: true }, async function* (_request, { apiKey }) {
    keys.push(apiKey);
    yield await Promise.resolve('Hi');
  });
  const access = await createAccess({ keys: [{ id: 'a', key }], allowClientKeys: true });
  await using served = await serveProviders([provider], { access, cache: createCache() });
  const headers = { ...cached.headers, 'x-g4f-provider-keys': 'one=sk-mine, two=sk-other' };
  const { response } = await clientOf(served).chat.completions.create(hi, { headers }).withResponse();
  expect([keys, response.headers.get('x-g4f-cache')]).toEqual([['sk-mine'], null]);
  await using closed = await gatewayWith({});
  await expect(clientOf(closed.served).chat.completions.create(hi, { headers })).rejects.toMatchObject({ status: 403 });
});

describeRedis('two gateways behind one address', () => {
  test('let in exactly as many as one would, give each other’s answers, and say when they are alone', async () => {
    await using redis = await startRedis();
    const now = (): number => Date.UTC(2026, 10, 30, 12);
    await using oneState = await createSharedState({ url: redis.url, now, timeout: 5_000 });
    await using otherState = await createSharedState({ url: redis.url, now, timeout: 5_000 });
    const limits = { budget: { perDay: 1_000 }, requestsPerMinute: 40 };
    await using one = await gatewayWith({ limits, now }, oneState);
    await using other = await gatewayWith({ limits, now }, otherState);
    const clients = [clientOf(one.served), clientOf(other.served)];
    const ready = async (): Promise<unknown> => (await fetch(`${one.served.url}/readyz`)).json();
    expect(await ready()).toEqual({ status: 'ready', shared: 'up' });
    await clients[0]?.chat.completions.create(hi, cached);
    const hit = await clients[1]?.chat.completions.create(hi, cached).withResponse();
    expect(hit?.response.headers.get('x-g4f-cache')).toBe('hit');
    const answers = await Promise.allSettled(Array.from({ length: 100 }, async (_, index) => clients[index % 2]?.chat.completions.create(hi)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(38);
    await redis.kill();
    await expect.poll(ready).toEqual({ status: 'ready', shared: 'away' });
    expect((await fetch(`${one.served.url}/healthz`)).status).toBe(200);
  });

  test('lose no request when Redis is killed under load, and count them all when it is back', async () => {
    await using redis = await startRedis('--appendonly', 'yes', '--appendfsync', 'always');
    const now = (): number => Date.UTC(2026, 10, 30, 12);
    await using oneState = await createSharedState({ url: redis.url, now, timeout: 5_000 });
    await using otherState = await createSharedState({ url: redis.url, now, timeout: 5_000 });
    await using one = await gatewayWith({ limits: { requestsPerMinute: 100_000 }, now }, oneState);
    await using other = await gatewayWith({ limits: { requestsPerMinute: 100_000 }, now }, otherState);
    const clients = [clientOf(one.served), clientOf(other.served)];
    let answered = 0;
    let isOver = false;
    const load = async (client: OpenAI): Promise<void> => {
      while (!isOver) {
        expect((await client.chat.completions.create(hi)).choices[0]?.message.content).toBe('Hello');
        answered++;
      }
    };
    const loads = Promise.all([...clients, ...clients, ...clients, ...clients].map(load));
    const more = async (): Promise<void> => {
      const before = answered;
      await expect.poll(() => answered, { timeout: 5_000 }).toBeGreaterThan(before + 30);
    };
    await more();
    await redis.kill();
    await more();
    await redis.start();
    await expect.poll(() => oneState.isUp() && otherState.isUp(), { timeout: 5_000 }).toBe(true);
    await more();
    isOver = true;
    await loads;
    const [key = ''] = await redis.client.keys('g4f:count:team-a:requests:*');
    const counted = Number(await redis.client.get(key));
    expect(counted).toBeGreaterThanOrEqual(answered);
    expect(counted).toBeLessThanOrEqual(answered + 8); // those whose answer was on its way from Redis when it died
  });
});
