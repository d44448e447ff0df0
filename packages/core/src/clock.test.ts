import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createClock, defineProvider, isProviderError, type AuthorInit, type Deadlines, type ResolvedDeadlines } from './index.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const limits: ResolvedDeadlines = { connect: 100, firstByte: 200, idle: 400, total: 1_000 };
const start = (deadlines: ResolvedDeadlines = limits) => {
  const passed: string[] = [];
  const began = performance.now();
  const clock = createClock(deadlines, (name, limit) => passed.push(`${name} ${limit} at ${performance.now() - began}`));
  clock.wait();
  return { clock, passed };
};
/** When a deadline passed, beside its limit. */
const lateness = (passed: readonly string[]) => {
  const [, limit = 0, at = 0] = /\w+ (\d+) at ([\d.]+)/.exec(passed[0] ?? '')?.map(Number) ?? [];
  return at / limit;
};

test.each([
  ['connecting', 'connect'],
  ['connected', 'firstByte'],
  ['headers', 'firstByte'],
  ['bytes', 'idle'],
] as const)('in the stage %s the %s deadline passes, never early, late by a quarter at most', (stage, name) => {
  const { clock, passed } = start();
  clock.touch(stage);
  vi.advanceTimersByTime(900);
  expect(passed).toHaveLength(1);
  expect(passed[0]).toMatch(new RegExp(`^${name} `));
  expect(lateness(passed)).toBeGreaterThanOrEqual(1);
  expect(lateness(passed)).toBeLessThanOrEqual(1.25);
});

test('total passes however lively the call is', () => {
  const { clock, passed } = start();
  for (let at = 0; at < 1_300; at += 50) {
    clock.touch('bytes');
    vi.advanceTimersByTime(50);
  }
  expect(passed).toHaveLength(1);
  expect(passed[0]).toMatch(/^total 1000/);
  expect(lateness(passed)).toBeLessThanOrEqual(1.25);
});

test('pings count against idleness, a busy consumer does not', () => {
  const { clock, passed } = start({ ...limits, total: false });
  for (let at = 0; at < 2_000; at += 200) {
    clock.touch('bytes');
    vi.advanceTimersByTime(200);
  }
  clock.rest();
  vi.advanceTimersByTime(5_000);
  clock.wait();
  vi.advanceTimersByTime(390);
  expect(passed).toEqual([]);
  vi.advanceTimersByTime(110);
  expect(passed).toHaveLength(1);
});

test('an interval with nobody waiting stops itself', () => {
  const { clock } = start();
  expect(vi.getTimerCount()).toBe(1);
  clock.rest();
  vi.advanceTimersByTime(200);
  expect(vi.getTimerCount()).toBe(0);
  clock.wait();
  expect(vi.getTimerCount()).toBe(1);
  clock.stop();
  expect(vi.getTimerCount()).toBe(0);
});

test('preparing is under no deadline and is not counted in total', () => {
  const { clock, passed } = start();
  clock.touch('preparing');
  vi.advanceTimersByTime(60_000);
  clock.touch('connected');
  clock.touch('bytes');
  vi.advanceTimersByTime(300);
  expect(passed).toEqual([]);
});

test('a delegated call is under total alone, also after a chunk', () => {
  const { clock, passed } = start();
  clock.touch('delegated');
  clock.chunk();
  vi.advanceTimersByTime(900);
  expect(passed).toEqual([]);
  vi.advanceTimersByTime(350);
  expect(passed[0]).toMatch(/^total/);
});

test('without any deadline there is no timer', () => {
  start({ connect: false, firstByte: false, idle: false, total: false });
  expect(vi.getTimerCount()).toBe(0);
});

test.each([
  [{ connect: 80 }, 'connecting', 'no connection within 80 ms (the connect deadline'],
  [{ firstByte: 80 }, 'connected', 'no first byte within 80 ms (the firstByte deadline'],
  [{ idle: 80 }, 'bytes', 'no further byte within 80 ms (the idle deadline'],
  [80, 'bytes', 'no end of the answer within 80 ms (the total deadline'],
] as const)('a provider with timeout %j fails as timeout that says which, and the author is aborted', async (timeout: number | Deadlines, stage, words) => {
  let reason: unknown;
  const provider = defineProvider({ id: 'slow', url: '', models: ['m'] }, (_, { touch, signal }: AuthorInit) =>
    (async function* () {
      yield 'a';
      touch(stage);
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          reason = signal.reason;
          resolve();
        });
      });
    })(),
  );
  const generator = provider.createAsyncGenerator({ messages: [{ role: 'user', content: 'x' }] }, { timeout });
  await generator.next();
  const failed = generator.next().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(110);
  const error = await failed;
  expect(isProviderError(error) && error.code).toBe('timeout');
  expect(String(error)).toContain(words);
  expect(reason).toBe(error);
  expect(vi.getTimerCount()).toBe(0);
});
