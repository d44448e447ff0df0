import { describe, expect, test } from 'vitest';
import { createFakeTime, type FakeTime } from '../../test/fake-time.ts';
import { play } from '../../test/play.ts';
import { timed, type Move, type Timed } from '../../test/timed.ts';
import { createHealth } from '../health/create-health.ts';
import type { Attempt } from '../ledger/attempt.ts';
import { hedge, type HedgeOptions } from './hedge.ts';

const text = (after: number): readonly Move[] => [{ after, does: 'text' }];

function race(scripts: { readonly [id: string]: readonly Move[] }, options: HedgeOptions = {}): { readonly time: FakeTime; readonly ledger: Attempt[]; readonly members: Timed[]; readonly route: ReturnType<typeof hedge> } {
  const time = createFakeTime();
  const members = Object.entries(scripts).map(([id, moves]) => timed(id, [moves], time));
  const [first, ...rest] = members.map(({ provider }) => provider);
  if (first === undefined) throw new Error('no member');
  const ledger: Attempt[] = [];
  return { time, ledger, members, route: hedge([first, ...rest], { time, onAttempt: (attempt) => ledger.push(attempt), ...options }) };
}

const startsOf = (members: readonly Timed[]): (number | undefined)[] => members.map(({ calls: [call] }) => call && call.at - 1_000_000);

describe('a hedge', () => {
  test('asks one alone where that one is quick', async () => {
    const { route, time, members } = race({ a: text(1_999), b: text(0) });
    expect((await play(route, time)).text).toBe('a#1.0;');
    expect(startsOf(members)).toEqual([0, undefined]);
    expect(time.pending()).toBe(0);
  });

  test('asks the next beside one that is slow; the first content wins, and the loser is closed with what it reported', async () => {
    const slow: readonly Move[] = [{ after: 100, does: 'usage' }, { after: 5_000, does: 'text' }];
    const catalogue = { lookup: () => ({ price: { input: 1_000_000, output: 0 } }) };
    const { route, time, members, ledger } = race({ a: slow, b: text(300) }, { after: 1_000, catalogue });
    const { text: said, parts } = await play(route, time);
    expect([said, parts.length]).toEqual(['b#1.0;', 2]);
    expect(startsOf(members)).toEqual([0, 1_000]);
    expect(members[0]?.calls).toEqual([{ at: 1_000_000, isOpen: false, endedAt: 1_001_300 }]);
    expect(ledger).toMatchObject([
      { provider: 'a', outcome: 'lost', reason: 'another was faster', attempt: 1, usage: { inputTokens: 7 }, provenance: 'reported', cost: 7, firstContentMs: undefined, totalMs: 1_300 },
      { provider: 'b', outcome: 'won', attempt: 2, usage: undefined, provenance: 'absent', cost: undefined, firstContentMs: 300, totalMs: 300 },
    ]);
  });

  test('lets the first win where it is faster after all', async () => {
    const { route, time, ledger } = race({ a: text(1_500), b: text(5_000) }, { after: 1_000 });
    expect((await play(route, time)).text).toBe('a#1.0;');
    expect(ledger).toMatchObject([{ provider: 'b', outcome: 'lost', totalMs: 500 }, { provider: 'a', outcome: 'won' }]);
  });

  test('asks the next at once after a failure, also while another is on its way', async () => {
    const failing: readonly Move[] = [{ after: 100, does: { fail: 'upstream' } }];
    const { route, time, members } = race({ a: failing, b: text(5_000), c: failing, d: text(10) }, { after: 1_000 });
    expect((await play(route, time)).text).toBe('d#1.0;');
    expect(startsOf(members)).toEqual([0, 100, 1_100, 1_200]);
  });

  test('asks no more at once than it may', async () => {
    const scripts = { a: text(9_000), b: text(9_000), c: text(9_000), d: text(10) };
    const two = race(scripts, { after: 100 });
    expect((await play(two.route, two.time)).text).toBe('a#1.0;');
    expect(startsOf(two.members)).toEqual([0, 100, undefined, undefined]);
    const all = race(scripts, { after: 100, atOnce: 9 });
    expect((await play(all.route, all.time)).text).toBe('d#1.0;');
    expect(startsOf(all.members)).toEqual([0, 100, 200, 300]);
  });

  test('ends with the failures of all, or at once with one that ends every call', async () => {
    const failing = (fail: 'upstream' | 'invalid-request'): readonly Move[] => [{ after: 1_500, does: { fail } }];
    const all = race({ a: failing('upstream'), b: failing('upstream') }, { after: 1_000 });
    expect((await play(all.route, all.time)).error).toMatchObject({ code: 'upstream', message: expect.stringContaining('2 providers failed') });
    const final = race({ a: failing('invalid-request'), b: text(9_000) }, { after: 1_000 });
    expect((await play(final.route, final.time)).error).toMatchObject({ code: 'invalid-request' });
    expect(final.ledger).toMatchObject([{ provider: 'a', outcome: 'failed' }, { provider: 'b', outcome: 'aborted', reason: 'the call failed', totalMs: 500 }]);
    expect(final.time.pending()).toBe(0);
  });

  test("goes by the member's own 95th percentile once enough was seen, and never waits less than it must", async () => {
    const quick = race({ a: text(100), b: text(0) }, { after: 10_000 });
    for (let call = 0; call < 20; call++) await play(quick.route, quick.time);
    const slow = timed('a', [text(9_000)], quick.time);
    const health = createHealth({ now: quick.time.now });
    const other = timed('b', [text(0)], quick.time);
    for (let call = 0; call < 20; call++) health.report('a', 'm', { type: 'content', ms: call });
    const started = quick.time.now();
    expect((await play(hedge([slow.provider, other.provider], { health, time: quick.time, after: 10_000 }), quick.time)).text).toBe('b#1.0;');
    expect(other.calls[0]?.at).toBe(started + 50);
    // The loser counts for as slow as it was: else only the quick ones would count, and patience would shrink call by call.
    expect(health.inspect('a', 'm')).toMatchObject({ samples: 21, p95: 19, successes: 0, failures: 0 });
    const after = quick.time.now();
    expect((await play(hedge([slow.provider, other.provider], { health, time: quick.time, after: 10_000, atLeast: 0 }), quick.time)).text).toBe('b#2.0;');
    expect(other.calls[1]?.at).toBe(after + 19);
  });

  test('observes by itself where nobody watches', async () => {
    const time = createFakeTime();
    const a = timed('a', [...Array.from({ length: 20 }, () => text(100)), text(9_000)], time);
    const b = timed('b', [text(0)], time);
    const route = hedge([a.provider, b.provider], { time, after: 5_000 });
    for (let call = 0; call < 20; call++) expect((await play(route, time)).text).toMatch(/^a/);
    const started = time.now();
    expect((await play(route, time)).text).toBe('b#1.0;');
    expect(b.calls[0]?.at).toBe(started + 100);
  });

  test('refuses numbers that make no sense', () => {
    expect(() => race({ a: text(0) }, { after: -1 })).toThrow('hedge: after must be a number of milliseconds');
    expect(() => race({ a: text(0) }, { atOnce: 0 })).toThrow(RangeError);
  });
});
