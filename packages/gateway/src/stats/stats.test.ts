import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attempt } from '@g4f/registry/routes';
import type { RequestRecord } from '../telemetry/request-record.ts';
import { sum, type Cell } from './cell.ts';
import { createStats, type Stats, type StatsPart, type StatsQuestion } from './create-stats.ts';
import { binOf, bounds, percentilesOf } from './percentiles.ts';
import { presentStats } from './present-stats.ts';

const record: RequestRecord = { id: '1', method: 'POST', route: '/v1/chat/completions', status: 200, caller: 'team-a', isCall: true, cache: undefined, provider: 'one', model: 'small', attempts: [], outcome: 'ok', error: undefined, startedAt: 0, ms: 100, firstContentMs: 20, inputTokens: 3, outputTokens: 2, cost: 0.5 };
const attempt: Attempt = { path: ['gateway'], call: 1, attempt: 1, provider: 'one', isRoute: false, model: 'small', responseModel: undefined, outcome: 'won', reason: '', error: undefined, finishReason: 'stop', startedAt: 0, firstContentMs: 20, totalMs: 90, usage: { inputTokens: 3, outputTokens: 2 }, provenance: 'reported', cost: 0.25 };

const note = (stats: Stats, change: Partial<RequestRecord> = {}): void => {
  stats.onStart?.({} as never, change.route ?? record.route);
  stats.onRequest?.({ ...record, ...change }, {} as never);
};
const all: StatsQuestion = { window: '15m', of: 'all' };

interface Shown {
  readonly series: { readonly time: number[]; readonly requests: number[]; readonly failed: number[]; readonly latency: { readonly p50: (number | null)[] }; readonly errors: { readonly [code: string]: number[] } };
  readonly total: Omit<Cell, 'latency' | 'first'> & { readonly latency: { readonly p50: number | null; readonly p95: number | null } };
  readonly providers: readonly ({ readonly id: string; readonly requests: number; readonly breakers: readonly object[] } & object)[];
  readonly keys: readonly { readonly id: string; readonly requests: number }[];
  readonly inFlight: number;
}
const show = (parts: readonly StatsPart[], now: number, question = all): Shown => presentStats(parts, question, { now, health: [], providers: ['one', 'idle'], keys: ['team-a', 'idle-key'] }) as Shown;

describe('createStats', () => {
  test('counts requests, errors, tokens, spend and cache hits, for all, each provider and each key', async () => {
    const stats = createStats({ now: () => 5_000 });
    note(stats);
    note(stats, { outcome: 'failed', status: 502, error: 'upstream', caller: 'team-b' });
    note(stats, { outcome: 'failed', status: 429 });
    note(stats, { outcome: 'aborted', cache: 'miss' });
    note(stats, { cache: 'hit' });
    stats.onAttempt?.(attempt, undefined);
    stats.onAttempt?.({ ...attempt, outcome: 'failed', error: { code: 'timeout', message: '', status: undefined, retryAfter: undefined } }, undefined);
    stats.onAttempt?.({ ...attempt, outcome: 'skipped' }, undefined);
    const shown = show([stats.part(all)], 5_000);
    expect(shown.total).toMatchObject({ requests: 5, failed: 2, aborted: 1, hits: 1, inputTokens: 15, outputTokens: 10, cost: 2.5, errors: { upstream: 1, 429: 1 } });
    expect(shown.keys).toMatchObject([{ id: 'team-a', requests: 4 }, { id: 'idle-key', requests: 0 }, { id: 'team-b', requests: 1, errors: { upstream: 1 } }]);
    expect(shown.providers).toMatchObject([{ id: 'one', requests: 2, failed: 1, cost: 0.5, errors: { timeout: 1 } }, { id: 'idle', requests: 0 }]);
    expect([shown.series.time.length, shown.series.time.at(-1), shown.series.requests.at(-1), shown.series.errors['429']?.at(-1), shown.inFlight]).toEqual([90, 0, 5, 1, 0]);
  });

  test('leaves out what asks for no model, but for a client that was turned away', async () => {
    const stats = createStats({ now: () => 5_000 });
    const not = { isCall: false, caller: undefined };
    note(stats, { ...not, method: 'GET', route: '/healthz' });
    note(stats, { ...not, method: 'POST', route: '/admin/keys', status: 403, outcome: 'failed' });
    note(stats, { ...not, method: 'POST', route: 'none', status: 404, outcome: 'failed' });
    note(stats, { ...not, status: 401, outcome: 'failed' });
    expect(show([stats.part(all)], 5_000).total).toMatchObject({ requests: 1, errors: { 401: 1 } });
  });

  test('keeps each window for as long as it is, and no longer', async () => {
    let now = 0;
    const stats = createStats({ now: () => now });
    const requestsIn = async (window: StatsQuestion['window']): Promise<number> => show([stats.part({ window, of: 'all' })], now, { window, of: 'all' }).total.requests;
    note(stats);
    now = 14 * 60_000;
    note(stats);
    expect([await requestsIn('15m'), await requestsIn('1h'), await requestsIn('7d')]).toEqual([2, 2, 2]);
    now = 16 * 60_000;
    expect([await requestsIn('15m'), await requestsIn('1h')]).toEqual([1, 2]);
    now = 2 * 3_600_000;
    note(stats);
    expect([await requestsIn('15m'), await requestsIn('1h'), await requestsIn('24h')]).toEqual([1, 1, 3]);
    now = 8 * 86_400_000;
    note(stats);
    expect([await requestsIn('15m'), await requestsIn('24h'), await requestsIn('7d')]).toEqual([1, 1, 1]);
  });

  test('puts each request into the step in which it ended', async () => {
    let now = 1_000_000;
    const stats = createStats({ now: () => now });
    for (const [at, count] of [[1_000_000, 1], [1_020_000, 3], [1_030_000, 2]] as const) {
      now = at;
      for (let each = 0; each < count; each++) note(stats, { ms: 10 * count });
    }
    const { series } = show([stats.part(all)], now);
    expect(series.requests.slice(-4)).toEqual([1, 0, 3, 2]);
    expect(series.time.slice(-4)).toEqual([1_000_000, 1_010_000, 1_020_000, 1_030_000]);
    expect(series.latency.p50.at(-3)).toBeNull();
    expect(series.latency.p50.at(-2)).toBeGreaterThan(26);
  });

  test('names no more than so many keys, providers and errors', async () => {
    const stats = createStats({ now: () => 5_000 });
    for (let number = 0; number < 200; number++) {
      note(stats, { caller: `key-${number}`, outcome: 'failed', error: `code-${number}` });
      stats.onAttempt?.({ ...attempt, provider: `provider-${number}` }, undefined);
    }
    const { totals } = stats.part(all);
    expect(Object.keys(totals).length).toBe(1 + 65 + 65);
    expect(totals['key:other']?.requests).toBe(200 - 64);
    expect(Object.keys(totals['all']?.errors ?? {}).length).toBe(65);
  });

  test('is one series where one is asked for, and adds up what processes know', async () => {
    const [one, other] = [createStats({ now: () => 5_000 }), createStats({ now: () => 5_000 })];
    note(one);
    note(other);
    note(other, { caller: 'team-b' });
    const question: StatsQuestion = { window: '1h', of: 'key:team-a' };
    // As it goes from one process to another.
    const parts = JSON.parse(JSON.stringify([one.part(question), other.part(question)])) as readonly StatsPart[];
    const shown = show(parts, 5_000, question);
    expect([shown.total.requests, shown.series.requests.at(-1), shown.keys[0]?.requests]).toEqual([2, 2, 2]);
  });
});

describe('percentiles', () => {
  const binsOf = (times: readonly number[]): number[] => {
    const counts = new Map<number, number>();
    for (const time of times) {
      const bin = binOf(time);
      counts.set(bin, (counts.get(bin) ?? 0) + 1);
    }
    return [...counts].toSorted(([a], [b]) => a - b).flat();
  };

  test('are within a step of the histogram of what was measured', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 2, max: 600_000, noNaN: true }), { minLength: 1, maxLength: 200 }), (times) => {
        const sorted = times.toSorted((a, b) => a - b);
        for (const [name, share] of [['p50', 0.5], ['p95', 0.95], ['p99', 0.99]] as const) {
          const exact = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
          const found = percentilesOf(binsOf(times))[name] ?? 0;
          expect(found / exact).toBeGreaterThan(1 / 1.16);
          expect(found / exact).toBeLessThan(1.16);
        }
      }),
    );
  });

  test('of what processes add up are those of all that was measured', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 2, max: 600_000, noNaN: true })), fc.array(fc.double({ min: 2, max: 600_000, noNaN: true })), (a, b) => {
        const cell = (times: readonly number[]): Cell => ({ requests: 0, failed: 0, aborted: 0, hits: 0, inputTokens: 0, outputTokens: 0, cost: 0, errors: {}, latency: binsOf(times), first: [] });
        expect(sum(cell(a), cell(b)).latency).toEqual(binsOf([...a, ...b]));
      }),
    );
  });

  test('are made of bins whose bounds are what they say', () => {
    for (const [bin, bound] of bounds.entries()) expect([binOf(bound), binOf(bound * 1.0001)]).toEqual([bin, bin + 1]);
    expect([binOf(0), binOf(1e12)]).toEqual([0, bounds.length]);
  });

  test('are none where nothing was measured', () => {
    expect(percentilesOf([])).toEqual({ p50: null, p95: null, p99: null });
  });
});
