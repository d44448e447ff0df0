import type { ChatRequest, FinishReason, Part } from '@g4f/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asked } from '../../test/asked.ts';
import { describeRedis, startRedis } from '../../test/redis-server.ts';
import type { Caller } from '../access.ts';
import { createSharedState } from '../shared/shared-state.ts';
import { createMemoryCache } from './cache-store.ts';
import { createCache, type CacheOptions, type ResponseCache } from './create-cache.ts';
import { requestKey } from './request-key.ts';

const caller = (id: string): Caller => ({ id, models: undefined, isAdmin: false });
const request: ChatRequest = { model: 'm', messages: [{ role: 'user', content: 'Hi' }], temperature: 0.5 };
const finish = (reason: FinishReason = 'stop'): Part => ({ type: 'finish', reason });
const answer: readonly Part[] = [{ type: 'text', text: 'He' }, { type: 'text', text: 'llo' }, { type: 'usage', usage: { inputTokens: 1, outputTokens: 2 }, provenance: 'reported' }, finish()];

async function* say(parts: readonly Part[]): AsyncGenerator<Part, void, undefined> {
  for (const part of parts) {
    await Promise.resolve();
    yield part;
  }
}

/** Asks through a cache, and makes the answer anew where there is none. */
async function ask(cache: ResponseCache, { id = 'a', headers = { 'x-g4f-cache': 'on' }, what = request, parts = answer }: { id?: string; headers?: { readonly [name: string]: string }; what?: ChatRequest; parts?: readonly Part[] } = {}) {
  const lookup = await cache.look(caller(id), what, asked(headers));
  const got = await Array.fromAsync(lookup?.parts ?? lookup?.record(say(parts)) ?? say(parts));
  return { got, cached: lookup?.headers['x-g4f-cache'], age: lookup?.headers['age'] };
}

function cacheAt(options: CacheOptions = {}) {
  let now = 1_000_000;
  return { cache: createCache({ now: () => now, ...options }), wait: (ms: number) => (now += ms) };
}

describe('an answer', () => {
  test('is given again part by part, with its age, to who asks the very same', async () => {
    const { cache, wait } = cacheAt();
    expect(await ask(cache)).toEqual({ got: answer, cached: 'miss', age: undefined });
    wait(2_500);
    expect(await ask(cache, { parts: [] })).toEqual({ got: answer, cached: 'hit', age: '2' });
  });

  test('keeps pictures, tool calls and what is not known yet', async () => {
    const { cache } = cacheAt();
    const parts: readonly Part[] = [
      { type: 'file', data: Uint8Array.from({ length: 20_000 }, (_, index) => index), mediaType: 'image/png' },
      { type: 'tool-call', id: 't', name: 'f', arguments: '{"a":"\u2028"}', metadata: { a: { signature: 'x' } } },
      { type: 'new', of: ['things'] } as unknown as Part,
      finish('tool-calls'),
    ];
    await ask(cache, { parts });
    expect(await ask(cache)).toMatchObject({ got: parts, cached: 'hit' });
  });

  test('is each caller’s own, unless they share', async () => {
    const { cache } = cacheAt();
    await ask(cache);
    expect(await ask(cache, { id: 'b' })).toMatchObject({ cached: 'miss' });
    const shared = cacheAt({ isShared: true }).cache;
    await ask(shared);
    expect(await ask(shared, { id: 'b' })).toMatchObject({ cached: 'hit' });
  });

  test('is not kept before it is complete, or where it was withheld', async () => {
    const { cache } = cacheAt();
    for (const parts of [answer.slice(0, 3), [], [...answer.slice(0, 3), finish('content-filter')], [...answer.slice(0, 3), finish('other')]]) {
      await ask(cache, { parts });
      expect(await ask(cache, { parts })).toMatchObject({ cached: 'miss' });
    }
    const lookup = await cache.look(caller('a'), request, asked({ 'x-g4f-cache': 'on' }));
    const left = lookup?.record(say(answer));
    await left?.next();
    await left?.return();
    async function* broken(): AsyncGenerator<Part, void, undefined> {
      yield* say(answer.slice(0, 2));
      throw new Error('cut');
    }
    await expect(Array.fromAsync(lookup?.record(broken()) ?? [])).rejects.toThrow('cut');
    expect(await ask(cache)).toMatchObject({ cached: 'miss' });
  });

  test('that is left is left at once, while its next part is awaited', async () => {
    const { cache } = cacheAt();
    let isLeft = false;
    const silent = {
      next: () => new Promise<never>(() => undefined),
      return() {
        isLeft = true;
        return Promise.resolve({ done: true as const, value: undefined });
      },
    } as unknown as AsyncGenerator<Part, void, undefined>;
    const lookup = await cache.look(caller('a'), request, asked({ 'x-g4f-cache': 'on' }));
    await using recorded = lookup?.record(silent);
    void recorded?.next();
    await recorded?.return();
    expect(isLeft).toBe(true);
  });

  test('that is too long is passed on and not kept', async () => {
    const { cache } = cacheAt({ maxLength: 200 });
    const long = [{ type: 'text' as const, text: 'x'.repeat(200) }, finish()];
    expect(await ask(cache, { parts: long })).toMatchObject({ got: long, cached: 'miss' });
    expect(await ask(cache, { parts: long })).toMatchObject({ cached: 'miss' });
  });
});

describe('a request', () => {
  test('has nothing to do with the cache unless it or its key asks for it', async () => {
    const { cache } = cacheAt({ always: ({ id }) => (id === 'always' ? 60 : undefined) });
    const none = [{}, { 'x-g4f-cache': 'off' }, { 'cache-control': 'no-cache' }, { 'cache-control': 'max-age=0' }, { 'x-g4f-cache': 'on', 'cache-control': 'no-store' }, { 'x-g4f-cache': 'on', 'x-g4f-provider-keys': 'openai=sk-mine' }];
    for (const headers of none) expect(await ask(cache, { headers })).toMatchObject({ cached: undefined });
    for (const headers of [{ 'x-g4f-cache': 'ttl=5' }, { 'cache-control': 'Max-Age=60' }]) expect((await ask(cache, { headers, what: { ...request, seed: 1 } })).cached).toBeDefined();
    expect(await ask(cache, { id: 'always', headers: {} })).toMatchObject({ cached: 'miss' });
    expect(await ask(cache, { id: 'always', headers: { 'x-g4f-cache': 'off' } })).toMatchObject({ cached: undefined });
    expect(await ask(cache, { id: 'always', headers: {} })).toMatchObject({ cached: 'hit' });
  });

  test('says how old an answer may be, and whether a new one is wanted', async () => {
    const { cache, wait } = cacheAt();
    const on = { 'x-g4f-cache': 'on' };
    const other = [{ type: 'text' as const, text: 'anew' }, finish()];
    await ask(cache);
    wait(10_000);
    expect(await ask(cache, { headers: { ...on, 'cache-control': 'max-age=10' } })).toMatchObject({ cached: 'hit', age: '10' });
    expect(await ask(cache, { headers: { ...on, 'cache-control': 'no-cache' }, parts: other })).toMatchObject({ got: other, cached: 'miss' });
    expect(await ask(cache)).toMatchObject({ got: other, cached: 'hit', age: '0' });
    wait(1_000);
    for (const control of ['max-age=0', 'max-age="0"', 'max-age=-1', 'max-age=soon', 'max-age=']) expect(await ask(cache, { headers: { ...on, 'cache-control': control }, parts: other })).toMatchObject({ cached: 'miss' });
  });

  test('for what is kept alone is told where there is nothing', async () => {
    const { cache } = cacheAt();
    await expect(ask(cache, { headers: { 'cache-control': 'only-if-cached' } })).rejects.toMatchObject({ status: 504 });
    await ask(cache);
    expect(await ask(cache, { headers: { 'cache-control': 'only-if-cached, max-age=60' } })).toMatchObject({ cached: 'hit' });
  });

  test('with a header that cannot be read is told what it may be', async () => {
    for (const value of ['', 'maybe', 'ttl=0', 'ttl=1e9', 'ttl=-5', 'ttl=9999999999', `ttl=${'9'.repeat(9_000)}`, '\u0000']) {
      await expect(ask(cacheAt().cache, { headers: { 'x-g4f-cache': value } })).rejects.toMatchObject({ status: 400, message: expect.stringContaining('ttl=') });
    }
  });

  test('is the same one whichever wire asked it, and another one where anything differs', async () => {
    const key = async (what: ChatRequest): Promise<string> => requestKey(what, 'a');
    const same: readonly ChatRequest[] = [
      { temperature: 0.5, messages: [{ content: [{ text: 'Hi', type: 'text' }], role: 'user' }], model: 'm' },
      { ...request, topP: undefined, messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi', metadata: undefined }] }] },
    ];
    for (const each of same) expect(await key(each)).toBe(await key(request));
    const image = (byte: number): ChatRequest => ({ ...request, messages: [{ role: 'user', content: [{ type: 'image', data: Uint8Array.of(byte) }] }] });
    const tool = (parameters: string): ChatRequest => ({ ...request, tools: [{ name: 'f', parameters: JSON.parse(parameters) as object }] });
    const different: readonly ChatRequest[] = [
      request,
      { ...request, model: undefined },
      { ...request, temperature: 0.6 },
      { ...request, topP: 0.5 },
      { ...request, maxTokens: 1 },
      { ...request, stop: ['x'] },
      { ...request, seed: 1 },
      { ...request, reasoningEffort: 'low' },
      { ...request, responseFormat: { type: 'json' } },
      { ...request, messages: [{ role: 'system', content: 'Hi' }] },
      { ...request, messages: [...request.messages, ...request.messages] },
      { ...request, messages: [{ role: 'user', content: [{ type: 'text', text: 'H' }, { type: 'text', text: 'i' }] }] },
      { ...request, messages: [{ role: 'user', content: [{ type: 'image', data: new URL('https://example.com/a') }] }] },
      image(1),
      image(2),
      tool('{}'),
      tool('{"__proto__":{}}'),
      tool('{"type":"object"}'),
      { ...tool('{}'), toolChoice: 'none' },
    ];
    const keys = await Promise.all(different.map(key));
    expect(new Set(keys).size).toBe(different.length);
    expect(await requestKey(request, 'b')).not.toBe(await key(request));
    for (const each of keys) expect(each).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the order of fields', () => {
  test('is nothing that a key depends on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), async (parameters, turn) => {
        const pairs = Object.entries(parameters);
        const turned = Object.fromEntries([...pairs.slice(turn % (pairs.length + 1)), ...pairs.slice(0, turn % (pairs.length + 1))]);
        const keyOf = async (each: object): Promise<string> => requestKey({ ...request, tools: [{ name: 'f', parameters: each }] }, 'a');
        expect(await keyOf(turned)).toBe(await keyOf(parameters));
      }),
    );
  });
});

describe('a store', () => {
  test('in memory forgets what is old, and what was asked for longest ago when it is full', async () => {
    const store = createMemoryCache(10_000);
    for (let index = 0; index < 10; index++) await store.set(`k${index}`, 'x'.repeat(800), 60);
    expect(await Promise.all(['k0', 'k4', 'k5', 'k9'].map(store.get))).toEqual([undefined, undefined, expect.any(String), expect.any(String)]);
    await store.set('huge', 'x'.repeat(10_000), 60);
    expect([await store.get('huge'), await store.get('k9')]).toEqual([undefined, expect.any(String)]);
    await store.set('short', 'x', 0.001);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await store.get('short')).toBeUndefined();
  });

  test('that fails, or holds what is no answer, is passed over', async () => {
    const errors: unknown[] = [];
    const down = new Error('the store is down');
    const { cache } = cacheAt({ onError: (error) => errors.push(error), store: { get: () => Promise.reject(down), set: () => Promise.reject(down) } });
    expect(await ask(cache)).toMatchObject({ got: answer, cached: 'miss' });
    await Promise.resolve();
    expect(errors).toEqual([down, down]);
    for (const text of ['', 'null', '[]', '{}', '{"at":1,"parts":[]}', '{"at":1,"parts":[{"type":"text","text":"cut"}]}', '{"at":"x","parts":[{"type":"finish"}]}', '{"at":1,"parts":[{"type":"file","data":"%"},{"type":"finish"}]}', '{"at":1,"parts":5}']) {
      const { cache: odd } = cacheAt({ store: { get: () => Promise.resolve(text), set: () => Promise.resolve() } });
      expect(await ask(odd)).toMatchObject({ cached: 'miss' });
    }
  });

  test('of no size is refused', () => {
    expect(() => createMemoryCache(0)).toThrow(RangeError);
    expect(() => createCache({ seconds: 0 })).toThrow('seconds must be a whole number above 0');
  });
});

describeRedis('a cache that gateways share', () => {
  test('gives what another has kept, and makes answers anew while Redis is away', async () => {
    await using redis = await startRedis();
    await using one = await createSharedState({ url: redis.url, timeout: 5_000 });
    await using other = await createSharedState({ url: redis.url, timeout: 5_000 });
    await ask(createCache({ store: one.cache, maxSeconds: 60 }), { headers: { 'x-g4f-cache': 'ttl=999999' } });
    const second = createCache({ store: other.cache });
    expect(await ask(second)).toMatchObject({ got: answer, cached: 'hit' });
    const [key = ''] = await redis.client.keys('g4f:cache:*');
    expect(await redis.client.ttl(key)).toBeLessThanOrEqual(60);
    await redis.kill();
    expect(await ask(second)).toMatchObject({ got: answer, cached: 'miss' });
  });
});
