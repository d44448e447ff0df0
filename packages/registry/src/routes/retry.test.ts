import type { ErrorCode } from '@g4f/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFakeTime, createRandom } from '../../test/fake-time.ts';
import { play, question } from '../../test/play.ts';
import { noDeadlines, timed, type Move } from '../../test/timed.ts';
import { retry, type RetryOptions } from './retry.ts';

const fails = (fail: ErrorCode, retryAfter?: number): readonly Move[] => [{ after: 0, does: { fail, retryAfter } }];
const text: readonly Move[] = [{ after: 0, does: 'text' }];

function again(scripts: readonly (readonly Move[])[], options: RetryOptions = {}) {
  const time = createFakeTime();
  const member = timed('a', scripts, time);
  return { time, member, route: retry(member.provider, { time, random: () => 1, ...options }), waits: () => member.calls.map(({ at }) => at - 1_000_000) };
}

describe('a retry', () => {
  test('asks again after growing pauses, as often as it may, and throws the last error as it is', async () => {
    const three = again([fails('upstream'), fails('empty'), fails('rate-limited')]);
    expect((await play(three.route, three.time)).error).toMatchObject({ code: 'rate-limited', message: 'a: it failed' });
    expect(three.waits()).toEqual([0, 500, 1_500]);
    const five = again([fails('upstream')], { attempts: 6, longestDelay: 2_500, random: () => 0 });
    await play(five.route, five.time);
    expect(five.waits()).toEqual([0, 250, 750, 1_750, 3_000, 4_250]);
  });

  test('answers as soon as it is answered', async () => {
    const { route, time, waits } = again([fails('timeout'), text]);
    expect((await play(route, time)).text).toBe('a#2.0;');
    expect(waits()).toEqual([0, 500]);
  });

  test('does not ask again after what will fail again, or after content', async () => {
    for (const code of ['unauthorized', 'invalid-request', 'unsupported', 'too-large'] as const) {
      const { route, time, member } = again([fails(code), text]);
      expect((await play(route, time)).error).toMatchObject({ code });
      expect(member.calls).toHaveLength(1);
    }
    const cut = again([[...text, ...fails('timeout')], text]);
    expect(await play(cut.route, cut.time)).toMatchObject({ text: 'a#1.0;', error: { code: 'timeout' } });
    expect(cut.member.calls).toHaveLength(1);
  });

  test('waits for as long as upstream asks, and not at all where that is too long', async () => {
    const patient = again([fails('rate-limited', 7_000), text]);
    expect((await play(patient.route, patient.time)).text).toBe('a#2.0;');
    expect(patient.waits()).toEqual([0, 7_000]);
    const long = again([fails('rate-limited', 31_000), text]);
    expect((await play(long.route, long.time)).error).toMatchObject({ retryAfter: 31_000 });
    expect(long.waits()).toEqual([0]);
  });

  test('stops at once on an abort during a pause', async () => {
    const { route, time, member } = again([fails('upstream'), text]);
    const controller = new AbortController();
    const reason = new Error('enough');
    time.schedule(() => controller.abort(reason), 100);
    const seen: unknown[] = [];
    const reading = route.createAsync(question, { signal: controller.signal, timeout: noDeadlines }).catch((error: unknown) => seen.push(error));
    await time.run(100);
    expect(seen).toEqual([reason]);
    await reading;
    expect([time.pending(), member.calls.length]).toEqual([0, 1]);
  });

  test('goes by the clock of the machine, and has no end of retries where none is set', async () => {
    const instant = timed('b', [[{ after: 0, does: { fail: 'upstream' } }], text], createFakeTime());
    expect(await retry(instant.provider, { delay: 2 }).createAsync(question)).toBe('b#2.0;');
    const endless = again(Array.from({ length: 30 }, (_, index) => (index < 29 ? fails('upstream') : text)), { budget: false, attempts: 30, longestDelay: 1 });
    expect((await play(endless.route, endless.time)).text).toBe('a#30.0;');
  });

  test('refuses numbers that make no sense', () => {
    expect(() => again([text], { attempts: 0 })).toThrow('retry: attempts must be at least 1');
    expect(() => again([text], { delay: -1 })).toThrow('retry: delay must be a number from 0 up');
    expect(() => again([text], { budget: { reserve: Number.NaN } })).toThrow('retry: reserve');
  });
});

test('whatever fails: no retry comes before its time, and there are no more than the budget has', async () => {
  const failure = fc.record({ code: fc.constantFrom<ErrorCode>('upstream', 'rate-limited', 'timeout', 'unauthorized'), retryAfter: fc.option(fc.nat(3_000), { nil: undefined }) });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(failure, { maxLength: 5 }), { minLength: 1, maxLength: 12 }), fc.nat(4), fc.constantFrom(0, 0.25, 1), fc.nat(), async (calls, reserve, perCall, seed) => {
      const time = createFakeTime();
      // Each call of the route goes on where the scripts stand, so all failures are in one row.
      const row = calls.flat();
      const member = timed('a', [...row.map(({ code, retryAfter }) => fails(code, retryAfter)), text], time);
      const route = retry(member.provider, { time, random: createRandom(seed), attempts: 4, longestDelay: 2_000, budget: { reserve, perCall } });
      let asked = 0;
      let retries = 0;
      for (const [index] of calls.entries()) {
        await play(route, time);
        retries += member.calls.length - asked - 1;
        asked = member.calls.length;
        expect(retries).toBeLessThanOrEqual(reserve + perCall * (index + 1));
        await time.run(10_000);
      }
      for (const [index, { at }] of member.calls.entries()) {
        const before = member.calls[index - 1];
        const failed = row[index - 1];
        if (before?.endedAt === undefined || failed === undefined) continue;
        expect(at - before.endedAt).toBeGreaterThanOrEqual(failed.retryAfter ?? 0);
        if (failed.code === 'unauthorized' || (failed.retryAfter ?? 0) > 2_000) expect(at - before.endedAt).toBeGreaterThanOrEqual(10_000);
      }
    }),
    { numRuns: 200 },
  );
});
