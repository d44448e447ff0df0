import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFakeTime } from '../../test/fake-time.ts';
import { circuitOf, type CircuitState } from './circuit.ts';
import { createHealth, notItsFault, type HealthOptions } from './create-health.ts';
import type { HealthState } from './health-state.ts';
import { createMemoryStore, type HealthStore } from './health-store.ts';
import type { HealthEvent } from './health.ts';

const failure = (retryAfter?: number, isProbe = false): HealthEvent => ({ type: 'failure', code: 'upstream', message: 'a: it failed', retryAfter, isProbe });
const content: HealthEvent = { type: 'content', ms: 100 };

function watch(options: HealthOptions = {}) {
  let now = 1_000;
  const health = createHealth({ now: () => now, ...options });
  return {
    health,
    wait: (ms: number) => (now += ms),
    report: (...events: readonly HealthEvent[]) => events.forEach((event) => health.report('a', 'm', event)),
    circuit: () => health.inspect('a', 'm')?.circuit,
    admit: () => health.admit('a', 'm'),
  };
}

describe('a circuit', () => {
  test('opens after so many failures in a row, and says until when and why', () => {
    const { report, circuit, admit, health } = watch();
    report(failure(), failure(), content, { type: 'success' }, failure(), failure());
    expect([circuit(), admit(), health.isHealthy('a', 'm')]).toEqual(['closed', { isAllowed: true, isProbe: false }, true]);
    report(failure());
    expect([circuit(), admit(), health.isHealthy('a', 'm')]).toEqual(['open', { isAllowed: false, retryAfter: 5_000, code: 'upstream', message: 'a: it failed' }, false]);
  });

  test('then lets one through: its content closes it, its failure opens it for twice as long', () => {
    const { report, circuit, admit, wait, health } = watch();
    report(failure(), failure(), failure());
    for (const stay of [5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000]) {
      wait(stay - 1);
      expect([circuit(), admit()]).toMatchObject(['open', { isAllowed: false, retryAfter: 1 }]);
      wait(1);
      expect([circuit(), health.isHealthy('a', 'm')]).toEqual(['half-open', undefined]);
      expect(admit()).toEqual({ isAllowed: true, isProbe: true });
      expect(admit()).toMatchObject({ isAllowed: false, retryAfter: 60_000 });
      report(failure(undefined, true));
    }
    wait(300_000);
    expect(admit()).toMatchObject({ isProbe: true });
    report(content);
    expect([circuit(), admit()]).toEqual(['closed', { isAllowed: true, isProbe: false }]);
    // It broke off: that is one more in the row.
    report(failure());
    expect(circuit()).toBe('open');
    wait(300_000);
    expect(admit()).toMatchObject({ isProbe: true });
    report(content, { type: 'success' }, failure(), failure(), failure());
    expect(admit()).toMatchObject({ retryAfter: 5_000 });
  });

  test('gives the place of the one to another when it is left, or is not heard of again', () => {
    const { report, admit, wait } = watch();
    report(failure(), failure(), failure());
    wait(5_000);
    expect(admit()).toMatchObject({ isProbe: true });
    report({ type: 'left', isProbe: false }, { type: 'slow', ms: 10, isProbe: false });
    expect(admit()).toMatchObject({ isAllowed: false });
    report({ type: 'left', isProbe: true });
    expect(admit()).toMatchObject({ isProbe: true });
    report({ type: 'slow', ms: 10, isProbe: true });
    expect(admit()).toMatchObject({ isProbe: true });
    report({ type: 'failure', code: 'unsupported', message: '', retryAfter: undefined, isProbe: true });
    expect(admit()).toMatchObject({ isProbe: true });
    wait(59_999);
    expect(admit()).toMatchObject({ isAllowed: false, retryAfter: 1 });
    wait(1);
    expect(admit()).toMatchObject({ isProbe: true });
  });

  test('opens at once for as long as upstream asks', () => {
    const { report, circuit, admit, wait } = watch();
    report(failure(90_000));
    expect(admit()).toMatchObject({ retryAfter: 90_000 });
    report(failure(1_000));
    wait(89_999);
    expect(circuit()).toBe('open');
    wait(1);
    expect(circuit()).toBe('half-open');
    report(failure(1e15));
    expect(admit()).toMatchObject({ retryAfter: 86_400_000 });
  });

  test('is not opened, or opened for longer, by those who were under way when it opened', () => {
    const { report, admit } = watch({ threshold: 1 });
    report(failure(), failure(), failure(), failure());
    expect(admit()).toMatchObject({ retryAfter: 5_000 });
  });

  test('never counts what is not the fault of the member', () => {
    const { report, health, admit } = watch({ threshold: 1 });
    for (const code of notItsFault) report({ type: 'failure', code, message: 'no', retryAfter: 9, isProbe: false });
    report({ type: 'left', isProbe: false });
    expect([admit(), health.list(), health.isHealthy('a', 'm')]).toEqual([{ isAllowed: true, isProbe: false }, [], undefined]);
    const lax = watch({ threshold: 1, counts: (code) => code === 'blocked' });
    lax.report(failure());
    expect(lax.admit()).toMatchObject({ isAllowed: true });
  });

  test('stays closed where it only observes', () => {
    const { report, circuit, health } = watch({ threshold: false });
    report(failure(9_000), failure(), failure(), failure());
    expect([circuit(), health.inspect('a', 'm')?.failures]).toEqual(['closed', 4]);
  });

  test('is one for each model of each provider', () => {
    const { report, health } = watch({ threshold: 1 });
    report(failure());
    health.report('a', 'vendor/m', content);
    expect([health.isHealthy('a', 'm'), health.isHealthy('a', 'n'), health.isHealthy('b', 'm'), health.isHealthy('a', 'vendor/m')]).toEqual([false, undefined, undefined, true]);
    expect(health.list()).toMatchObject([{ provider: 'a', model: 'm', circuit: 'open' }, { provider: 'a', model: 'vendor/m', latency: 100 }]);
  });
});

test('what was observed: latency as it fades, percentiles of the last hundred, the last error', () => {
  const { health, report, wait } = watch();
  for (let ms = 1; ms <= 150; ms++) report({ type: 'content', ms }, { type: 'success' });
  report(failure());
  const { latency = 0, ...rest } = health.inspect('a', 'm') ?? {};
  expect(rest).toEqual({
    provider: 'a',
    model: 'm',
    circuit: 'closed',
    openUntil: undefined,
    successes: 150,
    failures: 1,
    p50: 100,
    p95: 145,
    samples: 100,
    lastError: { code: 'upstream', message: 'a: it failed', at: 1_000 },
    checkedAt: 1_000,
  });
  expect(latency).toBeCloseTo(146, 0);
  wait(60_000);
  expect(health.inspect('a', 'm')?.latency).toBeCloseTo(latency / Math.E, 5);
});

describe('a store', () => {
  test('that answers later is shared: no failure is lost, and one call alone gets through', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(20), { minLength: 4, maxLength: 12 }), fc.nat(100), async (delays, seed) => {
        const time = createFakeTime((among) => seed % among);
        const memory = createMemoryStore();
        let turn = 0;
        const shared: HealthStore = {
          ...memory,
          update: (key, change) => new Promise((resolve) => void time.schedule(() => resolve(memory.update(key, change)), delays[turn++ % delays.length] ?? 0)),
        };
        const processes = Array.from({ length: 4 }, () => createHealth({ store: shared, now: time.now, threshold: 4 }));
        for (const health of processes) health.report('a', 'm', failure());
        await time.run(20);
        await Promise.all(processes.map((health) => health.refresh()));
        expect(processes.map((health) => health.inspect('a', 'm'))).toMatchObject(processes.map(() => ({ circuit: 'open', failures: 4 })));
        await time.run(5_000);
        const admissions = Promise.all([...processes, ...processes].map(async (health) => health.admit('a', 'm')));
        await time.run(20);
        expect((await admissions).filter(({ isAllowed }) => isAllowed)).toEqual([{ isAllowed: true, isProbe: true }]);
      }),
      { numRuns: 100 },
    );
  });

  test('that fails is told of, and stops nobody', async () => {
    const errors: unknown[] = [];
    const down = new Error('the store is down');
    const opened: HealthState = { successes: 0, failures: 9, failuresInRow: 9, timesOpened: 1, openUntil: 1, samples: [] };
    let isDown = false;
    const flaky: HealthStore = {
      update: (_, change) => (isDown ? Promise.reject(down) : change(opened)),
      entries: () => {
        throw down;
      },
    };
    const { health, admit } = watch({ store: flaky, onError: (error) => errors.push(error) });
    health.report('a', 'm', { type: 'slow', ms: 1, isProbe: false });
    isDown = true;
    expect(await admit()).toEqual({ isAllowed: true, isProbe: false });
    health.report('a', 'm', content);
    await health.refresh();
    expect(errors).toEqual([down, down, down]);
  });

  test('in memory forgets those that were heard of longest ago', () => {
    const { health } = watch();
    for (let index = 0; index < 10_001; index++) health.report('a', `m${index}`, content);
    expect([health.list().length, health.isHealthy('a', 'm0'), health.isHealthy('a', 'm10000')]).toEqual([10_000, undefined, true]);
  });
});

test('whatever is heard, in whatever order: a circuit goes only from closed to open to half open, and back', () => {
  const event = fc.oneof(fc.constantFrom<HealthEvent>(content, { type: 'success' }, failure(), failure(50), failure(undefined, true), { type: 'left', isProbe: true }, { type: 'slow', ms: 5, isProbe: true }));
  const step = fc.oneof(event, fc.constant('admit' as const), fc.integer({ min: 1, max: 20_000 }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (steps, threshold) => {
      const { wait, report, admit, circuit, health } = watch({ threshold });
      let before: CircuitState = 'closed';
      for (const each of steps) {
        if (typeof each === 'number') wait(each);
        else if (each === 'admit') expect(admit()).toMatchObject(before === 'open' ? { isAllowed: false } : before === 'closed' ? { isAllowed: true, isProbe: false } : {});
        else report(each);
        const now = circuit() ?? 'closed';
        const says = typeof each === 'object' ? each.type : 'nothing';
        if (before === 'closed' && now === 'open') expect(says).toBe('failure');
        if (now === 'half-open' && before !== 'half-open') expect([before, typeof each]).toEqual(['open', 'number']);
        if (before !== 'closed' && now === 'closed') expect(['content', 'success']).toContain(says);
        expect(health.inspect('a', 'm')?.openUntil === undefined).toBe(now === 'closed');
        before = now;
      }
    }),
  );
});

test('refuses numbers that make no sense', () => {
  expect(() => createHealth({ coolDown: 0 })).toThrow('createHealth: coolDown must be a number above 0');
  expect(() => createHealth({ threshold: Number.NaN })).toThrow(RangeError);
  expect(circuitOf({ successes: 0, failures: 0, failuresInRow: 0, timesOpened: 0, samples: [] }, 0)).toBe('closed');
});
