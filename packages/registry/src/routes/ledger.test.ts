import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { defineProvider, type AsyncGeneratorProvider, type ErrorCode } from '@g4f/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createFakeTime } from '../../test/fake-time.ts';
import { play, question } from '../../test/play.ts';
import { common } from '../../test/say.ts';
import { noDeadlines, timed, type Move } from '../../test/timed.ts';
import { fallback } from '../fallback.ts';
import { createHealth } from '../health/create-health.ts';
import { createMemoryStore, type HealthStore } from '../health/health-store.ts';
import type { Attempt } from '../ledger/attempt.ts';
import { costOf } from '../ledger/cost-of.ts';
import type { ModelCatalogue } from '../model-catalogue.ts';
import { publishAttempt } from '../node/publish-attempt.ts';
import { hedge } from './hedge.ts';
import { retry } from './retry.ts';

const text: readonly Move[] = [{ after: 100, does: 'text' }, { after: 200, does: 'usage' }];
const fails = (fail: ErrorCode, retryAfter?: number): readonly Move[] => [{ after: 50, does: { fail, retryAfter } }];

function book() {
  const ledger: Attempt[] = [];
  return { ledger, onAttempt: (attempt: Attempt) => ledger.push(attempt) };
}

describe('the ledger of a route', () => {
  test('tells with each attempt whose call it was, also of routes inside', async () => {
    const seen: (readonly [string, unknown])[] = [];
    const onAttempt = (attempt: Attempt, context: unknown) => seen.push([attempt.provider, context]);
    const say = defineProvider({ ...common, id: 'a' }, async function* ({ messages }, { context }) {
      yield `${messages.length} ${String(context)}`;
    });
    const route = fallback([fallback([say], { id: 'inner', onAttempt })], { onAttempt });
    const texts = await Promise.all(['one', 'two', undefined].map((context) => route.createAsync(question, { context })));
    expect(texts).toEqual(['1 one', '1 two', '1 undefined']);
    const told = (context: string | undefined) => [['a', context], ['a', context], ['inner', context]];
    expect(seen.filter(([, context]) => context === 'one')).toEqual(told('one'));
    expect(seen.filter(([, context]) => context === 'two')).toEqual(told('two'));
    expect(seen).toHaveLength(9);
  });

  const catalogue: ModelCatalogue = { lookup: (provider) => (provider === 'b' ? { price: { input: 1, output: 2 } } : undefined) };

  test('has each attempt, with its time, its usage, its price and why it ended', async () => {
    const time = createFakeTime();
    const { ledger, onAttempt } = book();
    const route = fallback([timed('a', [fails('rate-limited', 7)], time).provider, timed('b', [text], time, { aliases: { fast: 'm' } }).provider, timed('c', [text], time).provider], { id: 'main', time, onAttempt, catalogue });
    await play(route, time);
    const common = { path: ['main'], call: 1, isRoute: false, model: 'm', responseModel: undefined };
    expect(ledger).toEqual([
      { ...common, attempt: 1, provider: 'a', outcome: 'failed', reason: 'a: it failed', error: { code: 'rate-limited', message: 'a: it failed', status: undefined, retryAfter: 7 }, finishReason: undefined, startedAt: 1_000_000, firstContentMs: undefined, totalMs: 50, usage: undefined, provenance: 'absent', cost: undefined },
      { ...common, attempt: 2, provider: 'b', outcome: 'won', reason: 'it came to its end', error: undefined, finishReason: 'stop', startedAt: 1_000_050, firstContentMs: 100, totalMs: 300, usage: { inputTokens: 7, outputTokens: 3 }, provenance: 'reported', cost: 13e-6 },
    ]);
    await play(route, time, { ...question, model: 'fast' });
    expect(ledger.slice(2)).toMatchObject([{ call: 2, attempt: 1, model: 'm' }, { call: 2, attempt: 2, model: 'm' }]);
    expect(JSON.stringify(ledger)).not.toContain('stands nowhere else');
  });

  test('says what upstream said of its model and its end, and tells a guess from a count', async () => {
    const { ledger, onAttempt } = book();
    const guessing = defineProvider({ ...common, id: 'g' }, async function* () {
      yield ['text', { type: 'usage', usage: { outputTokens: 1 }, provenance: 'reported' }, { type: 'usage', usage: { outputTokens: 2 }, provenance: 'estimated' }, { type: 'finish', reason: 'length', model: 'm-2026' }];
    });
    await fallback([guessing], { onAttempt }).createAsync(question);
    expect(ledger).toMatchObject([{ responseModel: 'm-2026', finishReason: 'length', usage: { outputTokens: 2 }, provenance: 'estimated' }]);
  });

  test('has one that broke off after content as failed and interrupted, and nobody is asked after it', async () => {
    const time = createFakeTime();
    const { ledger, onAttempt } = book();
    const next = timed('b', [text], time);
    const cut: readonly Move[] = [{ after: 10, does: 'usage' }, { after: 0, does: 'text' }, { after: 10, does: { fail: 'interrupted' } }];
    for (const isForeign of [false, true]) {
      const outcome = await play(fallback([retry(timed('a', [cut], time, {}, isForeign).provider, { time }), next.provider], { time, onAttempt }), time);
      expect(outcome).toMatchObject({ text: 'a#1.1;', error: { code: 'interrupted', provider: 'a' } });
    }
    expect(next.calls).toHaveLength(0);
    expect(ledger.filter(({ isRoute }) => !isRoute)).toMatchObject([1, 2].map(() => ({ outcome: 'failed', error: { code: 'interrupted' }, firstContentMs: 10, usage: { inputTokens: 7 } })));
  });

  test("has those that a caller's end left behind", async () => {
    const time = createFakeTime();
    const { ledger, onAttempt } = book();
    const health = createHealth({ now: time.now, threshold: 1 });
    const route = fallback([timed('a', [[{ after: 10, does: 'text' }, { after: 0, does: 'hang' }]], time).provider], { time, onAttempt, health });
    const leaving = (async () => {
      for await (const chunk of route.createAsyncGenerator(question, { timeout: noDeadlines })) if (chunk !== '') break;
    })();
    await time.run(20);
    await leaving;
    const controller = new AbortController();
    time.schedule(() => controller.abort(new Error('a private reason')), 5);
    const aborted = expect(route.createAsync(question, { timeout: noDeadlines, signal: controller.signal })).rejects.toThrow('a private reason');
    await time.run(5);
    await aborted;
    expect(ledger).toMatchObject([{ outcome: 'aborted', reason: 'the caller left', firstContentMs: 10 }, { outcome: 'aborted', reason: 'the caller left', firstContentMs: undefined, totalMs: 5 }]);
    expect(health.inspect('a', 'm')).toMatchObject({ failures: 0, successes: 0, samples: 1, circuit: 'closed' });
  });

  test('has a total that passes as a failure of the one who was being asked', async () => {
    const { ledger, onAttempt } = book();
    const health = createHealth({ threshold: 1 });
    const slow = defineProvider({ ...common, id: 'slow' }, async function* (_, { signal }) {
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      yield 'too late';
    });
    await expect(fallback([slow], { id: 'main', onAttempt, health }).createAsync(question, { timeout: 30 })).rejects.toMatchObject({ code: 'timeout', provider: 'main' });
    expect(ledger).toMatchObject([{ provider: 'slow', outcome: 'failed', error: { code: 'timeout' } }]);
    expect(health.inspect('slow', 'm')).toMatchObject({ circuit: 'open', lastError: { code: 'timeout' } });
    // One that had begun may be slow because there was much to say.
    const begun = timed('begun', [[{ after: 0, does: 'text' }, { after: 0, does: 'hang' }]], createFakeTime());
    await expect(fallback([begun.provider], { health, onAttempt }).createAsync(question, { timeout: 30 })).rejects.toMatchObject({ code: 'timeout' });
    expect(ledger[1]).toMatchObject({ provider: 'begun', outcome: 'failed', error: { code: 'timeout' } });
    expect(health.inspect('begun', 'm')).toMatchObject({ circuit: 'closed', failures: 0 });
  });

  test('hears of routes within routes, each attempt once, and says which are routes', async () => {
    const time = createFakeTime();
    const outer = book();
    const inner = book();
    const health = createHealth({ now: time.now });
    const member = (id: string, ...scripts: (readonly Move[])[]): AsyncGeneratorProvider => timed(id, scripts, time).provider;
    const pair = hedge([member('a', fails('upstream')), member('b', fails('blocked'))], { id: 'pair', time, onAttempt: inner.onAttempt });
    const route = fallback([pair, retry(member('c', fails('empty'), text), { time })], { id: 'main', time, onAttempt: outer.onAttempt, health, catalogue: { lookup: () => ({ price: { input: 1, output: 1 } }) } });
    expect((await play(route, time)).text).toBe('c#2.0;');
    expect(outer.ledger.map(({ path, provider, attempt, outcome, isRoute }) => [path.join('>'), provider, attempt, outcome, isRoute])).toEqual([
      ['main>pair', 'a', 2, 'failed', false],
      ['main>pair', 'b', 3, 'failed', false],
      ['main', 'pair', 1, 'failed', true],
      ['main>retry-c', 'c', 5, 'failed', false],
      ['main>retry-c', 'c', 6, 'won', false],
      ['main', 'retry-c', 4, 'won', true],
    ]);
    expect(inner.ledger).toEqual(outer.ledger.slice(0, 2));
    expect(outer.ledger[4]?.cost).toBe(10e-6);
    expect(health.list().map(({ provider, failures, successes }) => [provider, failures, successes])).toEqual([['a', 1, 0], ['b', 1, 0], ['c', 1, 1], ['retry-c', 0, 0]]);
  });

  test('never breaks an answer', async () => {
    const { provider } = timed('a', [[{ after: 0, does: 'text' }]], createFakeTime());
    const thrower = (): never => {
      throw new Error('the ledger is full');
    };
    expect(await fallback([provider], { onAttempt: thrower }).createAsync(question)).toBe('a#1.0;');
    expect(await fallback([provider], { onAttempt: async () => thrower() }).createAsync(question)).toBe('a#2.0;');
  });

  test('can be published on a channel', async () => {
    const seen: unknown[] = [];
    const listener = (attempt: unknown): number => seen.push(attempt);
    subscribe('g4f:registry:attempt', listener);
    onTestFinished(() => void unsubscribe('g4f:registry:attempt', listener));
    await fallback([timed('a', [[{ after: 0, does: 'text' }]], createFakeTime()).provider], { onAttempt: publishAttempt }).createAsync(question);
    expect(seen).toMatchObject([{ provider: 'a', outcome: 'won' }]);
  });
});

describe('who is passed over', () => {
  test('is the one whose circuit is open; when all are, the error says how long to wait', async () => {
    const time = createFakeTime();
    const { ledger, onAttempt } = book();
    const health = createHealth({ now: time.now, threshold: 1 });
    const a = timed('a', [fails('upstream'), text], time);
    const b = timed('b', [fails('rate-limited', 60_000)], time);
    const route = fallback([a.provider, b.provider], { id: 'main', time, health, onAttempt });
    await play(route, time);
    const { error } = await play(route, time);
    expect(error).toMatchObject({ code: 'rate-limited', retryAfter: 4_950, message: expect.stringMatching(/2 providers failed\n- a: is not asked for 4950 ms more, since it failed: it failed\n- b: is not asked for 60000 ms more/) });
    expect([a.calls.length, b.calls.length]).toEqual([1, 1]);
    expect(ledger.slice(2)).toMatchObject([{ provider: 'a', attempt: 1, outcome: 'skipped', error: { code: 'upstream', retryAfter: 4_950 }, totalMs: 0 }, { provider: 'b', attempt: 2, outcome: 'skipped' }]);
    // A retry around it waits for the first that may be asked again.
    expect((await play(retry(route, { time }), time)).text).toBe('a#2.0;');
    expect(health.inspect('a', 'm')).toMatchObject({ circuit: 'closed', successes: 1 });
  });

  test('is not known before a store has said so; who leaves until then gives the place back', async () => {
    const time = createFakeTime();
    const memory = createMemoryStore();
    const remote: HealthStore = { ...memory, update: (key, change) => new Promise((resolve) => void time.schedule(() => resolve(memory.update(key, change)), 10)) };
    const health = createHealth({ now: time.now, threshold: 1, store: remote });
    const member = timed('a', [fails('upstream'), text], time);
    const route = fallback([member.provider], { time, health });
    await play(route, time);
    await time.run(5_000);
    const controller = new AbortController();
    time.schedule(() => controller.abort(new Error('enough')), 5);
    expect((await play(route, time, question, { signal: controller.signal })).error).toMatchObject({ message: 'enough' });
    expect(member.calls).toHaveLength(1);
    expect((await play(route, time)).text).toBe('a#2.0;');
  });

  test('is told by the catalogue of the outer route, whichever that is', async () => {
    const time = createFakeTime();
    const inner = fallback([timed('a', [text], time).provider], { time });
    const knowing = (contextWindow: number) => fallback([inner], { time, catalogue: { lookup: (provider) => (provider === 'a' ? { contextWindow } : undefined) } });
    expect((await play(knowing(1), time)).error).toMatchObject({ code: 'too-large' });
    expect((await play(knowing(10_000), time)).text).toBe('a#1.0;');
    expect((await play(knowing(1), time)).error).toMatchObject({ code: 'too-large' });
  });

  test('is no route, whose other members may be fit', async () => {
    const time = createFakeTime();
    const health = createHealth({ now: time.now });
    const limited = timed('a', [fails('rate-limited', 60_000)], time);
    const flaky = timed('b', [fails('upstream'), text], time);
    const route = fallback([fallback([limited.provider, flaky.provider], { time })], { time, health });
    expect((await play(route, time)).error).toMatchObject({ code: 'upstream', retryAfter: 60_000 });
    expect((await play(route, time)).text).toBe('b#2.0;');
    expect(limited.calls).toHaveLength(1);
  });

  test('is the one that cannot take the request, before anything is sent', async () => {
    const time = createFakeTime();
    const { ledger, onAttempt } = book();
    const small = timed('small', [text], time, { models: [{ id: 'm', contextWindow: 100 }] });
    const plain = timed('plain', [text], time, { models: [{ id: 'm', supportsSystemMessage: false }], supportsSystemMessage: true });
    const known = timed('known', [text], time, { supportsSystemMessage: true });
    const able = timed('able', [text], time, { supportsSystemMessage: true });
    const catalogue: ModelCatalogue = { lookup: (provider) => (provider === 'known' ? { contextWindow: 200 } : undefined) };
    const route = fallback([small.provider, plain.provider, known.provider, able.provider], { time, onAttempt, catalogue });
    const { text: said } = await play(route, time, { messages: [{ role: 'system', content: 'be kind' }, { role: 'user', content: 'so many words '.repeat(200) }] });
    expect(said).toBe('able#1.0;');
    expect([small, plain, known].map(({ calls }) => calls.length)).toEqual([0, 0, 0]);
    expect(ledger.map(({ provider, outcome, error }) => [provider, outcome, error?.code])).toEqual([
      ['small', 'skipped', 'unsupported'],
      ['plain', 'skipped', 'unsupported'],
      ['known', 'skipped', 'too-large'],
      ['able', 'won', undefined],
    ]);
    expect(ledger[2]?.reason).toMatch(/^known: has a context of 200 tokens, and the request needs at least \d+$/);
  });
});

describe('a cost', () => {
  const price = { input: 10, output: 100, cachedInput: 1, cacheWrite: 20 };

  test('is that of each kind of token', () => {
    expect(costOf({ inputTokens: 1_000, outputTokens: 100, cachedInputTokens: 400, cacheWriteTokens: 100 }, price)).toBeCloseTo((500 * 10 + 400 * 1 + 100 * 20 + 100 * 100) / 1e6, 12);
    expect(costOf({ inputTokens: 1_000, cachedInputTokens: 400 }, { input: 10 })).toBe(0.01);
  });

  test('is unknown where a count or a price is', () => {
    expect(costOf({}, price)).toBeUndefined();
    expect(costOf({ inputTokens: 1, outputTokens: 1 }, { input: 1 })).toBeUndefined();
    expect(costOf({ inputTokens: 1_000_000, outputTokens: 0 }, { input: 1 })).toBe(1);
  });
});
