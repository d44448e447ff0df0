import { defineProvider, ProviderError, type AsyncGeneratorProvider, type ErrorCode, type ChatRequest, type Part, type RunInit } from '@g4f/core';
import { describe, expect, test } from 'vitest';
import { common, say } from '../test/say.ts';
import { hang, scripted, type Step } from '../test/scripted.ts';
import { createRegistry } from './create-registry.ts';
import { fallback } from './fallback.ts';

const question: ChatRequest = { messages: [{ role: 'user', content: 'a question that stands nowhere else' }] };

interface Outcome {
  readonly parts: readonly Part[];
  readonly error: unknown;
}

async function play(provider: AsyncGeneratorProvider, request: ChatRequest = question, init: RunInit = {}): Promise<Outcome> {
  const parts: Part[] = [];
  try {
    for await (const part of provider.createPartGenerator(request, init)) parts.push(part);
  } catch (error) {
    return { parts, error };
  }
  return { parts, error: undefined };
}

const textOf = ({ parts }: Outcome): string => parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
const failing = (id: string, code: ErrorCode, more: Partial<ProviderError> = {}) => scripted(id, [{ fail: new ProviderError('it failed', { code, provider: id, ...more }) }]);
const hello: readonly Step[] = ['hel', 'lo'];

describe('a fallback', () => {
  test('answers with the first that can', async () => {
    const second = scripted('b', hello);
    const outcome = await play(fallback([failing('a', 'rate-limited').provider, second.provider, failing('c', 'upstream').provider]));
    expect(outcome).toEqual({ parts: [{ type: 'text', text: 'hel' }, { type: 'text', text: 'lo' }, { type: 'finish', reason: 'stop' }], error: undefined });
  });

  test('gives the same text in all three views', async () => {
    const route = fallback([failing('a', 'blocked').provider, scripted('b', hello).provider]);
    const chunks: string[] = [];
    for await (const chunk of route.createAsyncGenerator(question)) chunks.push(chunk);
    expect([chunks.join(''), await route.createAsync(question)]).toEqual(['hello', 'hello']);
  });

  test.each(['unsupported', 'too-large', 'not-found', 'unauthorized', 'payment-required', 'blocked', 'rate-limited', 'upstream', 'empty', 'timeout', 'missing-dependency', 'no-provider'] as const)('goes on after %s', async (code) => {
    expect(textOf(await play(fallback([failing('a', code).provider, scripted('b', hello).provider])))).toBe('hello');
  });

  test('does not go on after a mistake of the caller', async () => {
    const next = scripted('b', hello);
    const { error } = await play(fallback([failing('a', 'invalid-request').provider, next.provider]));
    expect(error).toMatchObject({ code: 'invalid-request', provider: 'a' });
    expect(next.calls).toHaveLength(0);
  });

  test.each<[string, Step]>([
    ['text', 'part of an ans'],
    ['reasoning', { type: 'reasoning', text: 'hm' }],
    ['a piece of a tool call', { type: 'tool-call-delta', id: '1', name: 'f', arguments: '{' }],
    ['a tool call', { type: 'tool-call', id: '1', name: 'f', arguments: '{}' }],
  ])('is committed by %s', async (_, content) => {
    const next = scripted('b', hello);
    const { parts, error } = await play(fallback([scripted('a', [content, { fail: 'upstream' }]).provider, next.provider]));
    expect(parts).toEqual([typeof content === 'string' ? { type: 'text', text: content } : content]);
    expect(error).toMatchObject({ code: 'interrupted', provider: 'a' });
    expect(next.calls).toHaveLength(0);
  });

  test('shows nothing of what a failed member said before its first content, and all that the one who answers said', async () => {
    const chatty: readonly Step[] = [{ type: 'warning', setting: 'seed', message: 'from a' }, { type: 'usage', usage: { inputTokens: 1 }, provenance: 'reported' }, { type: 'source', url: 'https://a.example' }, { fail: 'upstream' }];
    const warning = { type: 'warning', setting: 'seed', message: 'from b' } as const;
    const { parts } = await play(fallback([scripted('a', chatty).provider, scripted('b', [warning, 'yes', { type: 'finish', reason: 'length', model: 'b-1' }]).provider]));
    expect(parts).toEqual([warning, { type: 'text', text: 'yes' }, { type: 'finish', reason: 'length', model: 'b-1' }]);
  });

  test('takes an answer without content for a failure, also of a provider that core did not make', async () => {
    const careless: AsyncGeneratorProvider = {
      ...say({ ...common, id: 'careless' }),
      async *createPartGenerator() {
        yield { type: 'finish', reason: 'stop' };
      },
    };
    expect(textOf(await play(fallback([careless, scripted('b', hello).provider])))).toBe('hello');
    expect((await play(fallback([careless]))).error).toMatchObject({ code: 'empty', provider: 'careless' });
  });

  test('goes on after one that fails before there is a stream, and ends with its mistakes', async () => {
    const hasty = (error: Error): AsyncGeneratorProvider => ({
      ...say({ ...common, id: 'hasty' }),
      createPartGenerator() {
        throw error;
      },
    });
    const refusal = new ProviderError('no', { code: 'upstream', provider: 'hasty' });
    expect(textOf(await play(fallback([hasty(refusal), scripted('b', hello).provider])))).toBe('hello');
    const next = scripted('b', hello);
    expect((await play(fallback([hasty(new TypeError('a mistake')), next.provider]))).error).toMatchObject({ code: 'upstream', message: 'fallback-hasty-b: a mistake' });
    expect(next.calls).toHaveLength(0);
  });

  test('hands each hop the keys, the proxy, the settings and the deadlines that were asked for, but not the total', async () => {
    const hop = scripted('b', hello, {}, { deadlines: { idle: 7_000, total: 8_000 }, settings: ['seed'] });
    const dispatcher = { dispatch: () => true };
    const init = { apiKeys: { a: 'key-of-a', b: 'key-of-b' }, proxy: 'http://proxy.example', dispatcher, timeout: { firstByte: 5_000, total: 9_000 } };
    const { parts } = await play(fallback([hop.provider]), { ...question, seed: 1, temperature: 1 }, init);
    expect(hop.calls[0]?.init).toMatchObject({ apiKey: 'key-of-b', proxy: init.proxy, dispatcher, deadlines: { connect: 10_000, firstByte: 5_000, idle: 7_000, total: false } });
    expect(hop.calls[0]?.request).toMatchObject({ seed: 1, temperature: 1 });
    expect(parts.filter(({ type }) => type === 'warning')).toEqual([expect.objectContaining({ setting: 'temperature' })]);
  });

  test('gives each hop its own deadlines, and goes on when one passes', async () => {
    const slow = scripted('a', [hang]);
    const outcome = await play(fallback([slow.provider, slow.provider, scripted('b', hello).provider]), question, { timeout: { firstByte: 40, total: 60_000 } });
    expect(textOf(outcome)).toBe('hello');
    expect(slow).toMatchObject({ open: 0, calls: { length: 2 } });
  });

  test('shares the total between the hops, and stops when it passes', async () => {
    const next = scripted('b', hello);
    const slow = scripted('a', [hang]);
    const { error } = await play(fallback([slow.provider, next.provider]), question, { timeout: 60 });
    expect(error).toMatchObject({ code: 'timeout', provider: 'fallback-a-b' });
    await new Promise(setImmediate);
    expect([slow.open, next.calls.length]).toEqual([0, 0]);
  });

  test('stops the total while a hop prepares', async () => {
    const slow = defineProvider({ id: 'slow', url: '', models: ['m'] }, async function* (_, { touch }) {
      touch('preparing');
      await new Promise((resolve) => setTimeout(resolve, 150));
      touch('connected');
      yield 'ready';
    });
    expect(textOf(await play(fallback([slow]), question, { timeout: 60 }))).toBe('ready');
  });

  test("ends on the caller's abort, which is no failure", async () => {
    const next = scripted('b', hello);
    const slow = scripted('a', [hang]);
    const controller = new AbortController();
    const outcome = play(fallback([slow.provider, next.provider]), question, { signal: controller.signal });
    await expect.poll(() => slow.open).toBe(1);
    const reason = { mine: true };
    controller.abort(reason);
    expect((await outcome).error).toBe(reason);
    await expect.poll(() => slow.open).toBe(0);
    expect(next.calls).toHaveLength(0);
  });

  test('asks nobody after an abort, whatever the reason looks like', async () => {
    let asked = 0;
    const next: AsyncGeneratorProvider = {
      ...say({ ...common, id: 'next' }),
      createPartGenerator() {
        asked++;
        return say({ ...common, id: 'next' }).createPartGenerator(question);
      },
    };
    const slow = scripted('a', [hang]);
    const controller = new AbortController();
    const outcome = play(fallback([slow.provider, next]), question, { signal: controller.signal });
    await expect.poll(() => slow.open).toBe(1);
    const reason = new ProviderError('this looks as if another could be asked', { code: 'rate-limited' });
    controller.abort(reason);
    expect((await outcome).error).toBe(reason);
    await new Promise(setImmediate);
    expect([slow.open, asked]).toEqual([0, 0]);
  });

  test('closes the hop when the consumer leaves', async () => {
    const hop = scripted('a', ['one', hang]);
    for await (const chunk of fallback([hop.provider]).createAsyncGenerator(question)) {
      expect(chunk).toBe('one');
      break;
    }
    await expect.poll(() => hop.open).toBe(0);
  });

  test('nests', async () => {
    const inner = fallback([failing('a', 'upstream').provider, failing('b', 'rate-limited').provider]);
    const outer = fallback([inner, fallback([scripted('c', hello).provider])], { id: 'main' });
    expect([outer.id, textOf(await play(outer))]).toEqual(['main', 'hello']);
    expect((await play(fallback([inner, failing('d', 'blocked').provider]))).error).toMatchObject({ code: 'rate-limited', message: expect.stringMatching(/a: it failed[^]*b: it failed[^]*d: it failed/) });
  });

  test('needs a member and a sound id', () => {
    expect(() => fallback([] as never)).toThrow('give at least one provider');
    expect(() => fallback([say({ ...common, id: 'a' })], { id: 'A/B' })).toThrow(TypeError);
  });
});

describe('the error of a fallback', () => {
  test('is that of the only failure, as it is', async () => {
    const error = new ProviderError('it failed', { code: 'unauthorized', provider: 'a' });
    const lacking = scripted('b', hello, { models: ['other'] });
    expect((await play(fallback([scripted('a', [{ fail: error }]).provider, lacking.provider]), { ...question, model: 'm' })).error).toBe(error);
  });

  test('names every failure, with a cause for each', async () => {
    const lacking = scripted('d', hello, { models: ['other'] });
    const members = [failing('a', 'rate-limited', { status: 429, retryAfter: 9_000 }), failing('b', 'upstream', { status: 503, retryAfter: 4_000 }), failing('c', 'unauthorized'), lacking] as const;
    const { error } = await play(fallback([members[0].provider, members[1].provider, members[2].provider, members[3].provider]), { ...question, model: 'm' });
    expect(error).toMatchObject({ code: 'upstream', status: 503, retryAfter: 4_000, provider: 'fallback-a-b-c-d' });
    expect((error as Error).message).toBe('fallback-a-b-c-d: 3 providers failed\n- a: it failed\n- b: it failed\n- c: it failed\n- d: has no model "m"');
    const { cause } = error as Error;
    expect(cause).toBeInstanceOf(AggregateError);
    expect((cause as AggregateError).errors).toMatchObject([{ code: 'rate-limited' }, { code: 'upstream' }, { code: 'unauthorized' }]);
  });

  test.each<[readonly ErrorCode[], ErrorCode]>([
    [['rate-limited', 'unauthorized', 'unsupported'], 'rate-limited'],
    [['unauthorized', 'blocked', 'unsupported'], 'blocked'],
    [['unsupported', 'unsupported'], 'unsupported'],
  ])('after %j is %s', async (codes, code) => {
    const [first, ...others] = codes.map((each, index) => failing(`p${index}`, each).provider);
    expect(first && (await play(fallback([first, ...others]))).error).toMatchObject({ code });
  });

  test('says of each why it was left out if none has the model', async () => {
    const route = fallback([scripted('a', hello).provider, scripted('b', hello).provider]);
    expect((await play(route, { ...question, model: 'none' })).error).toMatchObject({
      code: 'no-provider',
      message: 'fallback-a-b: nobody here can answer\n- a: has no model "none"\n- b: has no model "none"',
    });
  });
});

describe('the members of a fallback', () => {
  const small = scripted('a', hello, { models: ['small', { id: 'both', contextWindow: 8_000 }], aliases: { fast: 'small', quick: 'small', both2: 'both' }, supportsTools: true, needsAuth: true });
  const large = scripted('b', hello, { models: ['large', { id: 'both', supportsImages: false, contextWindow: 16_000 }], aliases: { fast: 'large', both2: 'both' }, working: false, supportsTools: false, supportsImages: true });
  const route = fallback([small.provider, large.provider]);

  test('give it their models, aliases and flags', () => {
    expect({ ...route, createAsync: 0, createAsyncGenerator: 0, createPartGenerator: 0 }).toEqual({
      id: 'fallback-a-b',
      url: 'https://example.com',
      contract: 1,
      working: true,
      supportsTools: true,
      supportsImages: true,
      models: [
        { id: 'small', supportsImages: false, needsAuth: true },
        { id: 'both', supportsImages: false, contextWindow: 16_000 },
        { id: 'large', working: false, supportsTools: false },
        'fast',
      ],
      aliases: { quick: 'small', both2: 'both' },
      createAsync: 0,
      createAsyncGenerator: 0,
      createPartGenerator: 0,
    });
    expect(Object.isFrozen(route)).toBe(true);
  });

  test('are asked for the model that each has, by the name that each knows', async () => {
    const asked = async (model: string | undefined) => {
      const members = [small, large].map(({ provider }) => scripted(provider.id, [{ fail: 'upstream' }], { models: provider.models, ...(provider.aliases && { aliases: provider.aliases }) }));
      const [first, second] = members;
      if (first && second) await play(fallback([first.provider, second.provider]), { ...question, model });
      return members.map(({ calls }) => calls.map(({ request }) => request.model).join());
    };
    expect(await asked('small')).toEqual(['small', '']);
    expect(await asked('large')).toEqual(['', 'large']);
    expect(await asked('both')).toEqual(['both', 'both']);
    expect(await asked('both2')).toEqual(['both', 'both']);
    expect(await asked('fast')).toEqual(['small', 'large']);
    expect(await asked(undefined)).toEqual(['small', 'large']);
  });

  test('are passed over for what they cannot carry', async () => {
    const withSystem: ChatRequest = { messages: [{ role: 'system', content: 'be kind' }, ...question.messages] };
    const plain = scripted('a', ['no']);
    expect(textOf(await play(fallback([plain.provider, scripted('b', hello, { supportsSystemMessage: true }).provider]), withSystem))).toBe('hello');
    expect(plain.calls).toHaveLength(0);
    expect((await play(fallback([plain.provider]), withSystem)).error).toMatchObject({ code: 'unsupported', message: expect.stringContaining('the first model of each member cannot take a system message') });
  });

  test('that ask their upstream for models may have one that nobody lists', async () => {
    const open = scripted('open', hello, {}, { listModels: async () => ['m', 'new'] });
    const closed = scripted('closed', hello);
    const mixed = fallback([closed.provider, open.provider]);
    expect(textOf(await play(mixed, { ...question, model: 'new' }))).toBe('hello');
    expect([closed.calls.length, open.calls.length]).toEqual([0, 1]);
    expect(await mixed.listModels?.()).toEqual(['m', 'new']);
    expect(fallback([closed.provider]).listModels).toBeUndefined();
  });

  test('are found through it by a registry', () => {
    const registry = createRegistry([fallback([small.provider, large.provider], { id: 'main' }), small.provider]);
    expect(registry.get('main').id).toBe('main');
    expect(registry.match({ supportsImages: true, working: 'any' })).toMatchObject({ provider: { id: 'main' }, model: 'large' });
    expect(registry.select({ model: 'small', supportsTools: true }).map(({ id }) => id)).toEqual(['main', 'a']);
    expect(registry.select({ model: 'large', supportsTools: true })).toEqual([]);
  });
});
