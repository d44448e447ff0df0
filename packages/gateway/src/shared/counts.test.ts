import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCounts, type Counted, type RemoteCounts } from './counts.ts';
import { stretchAt } from './period.ts';

const noon = Date.UTC(2026, 10, 30, 12);
const requests: Counted = { name: 'a:requests', period: 'minute', limit: 3 };

function countAt(remote?: RemoteCounts, onError?: (error: unknown) => void) {
  let now = noon;
  const counts = createCounts({ remote, onError, now: () => now });
  return { counts, wait: (ms: number) => (now += ms), take: async (counted = requests, amount = 1) => counts.take(counted, amount) };
}

describe('a period', () => {
  test('begins by the clock, in UTC', () => {
    expect(stretchAt('minute', noon + 59_999)).toEqual({ id: `m${noon / 60_000}`, endsAt: noon + 60_000 });
    expect(stretchAt('day', noon).endsAt).toBe(Date.UTC(2026, 11, 1));
    expect(stretchAt('month', noon)).toEqual({ id: '2026-11', endsAt: Date.UTC(2026, 11, 1) });
    expect(stretchAt('month', Date.UTC(2026, 11, 31)).endsAt).toBe(Date.UTC(2027, 0, 1));
  });

  test('has each moment in one stretch, which the next one follows', () => {
    fc.assert(
      fc.property(fc.constantFrom('minute', 'day', 'month'), fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (period, date) => {
        const { id, endsAt } = stretchAt(period, date.getTime());
        expect(endsAt).toBeGreaterThan(date.getTime());
        expect(stretchAt(period, endsAt - 1)).toEqual({ id, endsAt });
        expect(stretchAt(period, endsAt).id).not.toBe(id);
      }),
    );
  });
});

describe('a count', () => {
  test('lets in what fits, counts nothing of what does not, and begins anew', async () => {
    const { take, wait } = countAt();
    expect(await take(requests, 2)).toEqual({ isTaken: true, used: 2, endsAt: noon + 60_000 });
    expect(await take(requests, 2)).toMatchObject({ isTaken: false, used: 2 });
    expect(await take(requests, 1)).toMatchObject({ isTaken: true, used: 3 });
    wait(60_000);
    expect(await take(requests, 3)).toEqual({ isTaken: true, used: 3, endsAt: noon + 120_000 });
  });

  test('is one for each name and period', async () => {
    const { take } = countAt();
    await take(requests, 3);
    expect(await take({ ...requests, name: 'b:requests' }, 3)).toMatchObject({ isTaken: true });
    expect(await take({ ...requests, period: 'day' }, 3)).toMatchObject({ isTaken: true });
  });

  test('gives back only in the stretch that was taken from, and counts a surplus in the one that is now', async () => {
    const { counts, take, wait } = countAt();
    const { endsAt } = await take(requests, 3);
    await counts.add(requests, -1, endsAt);
    expect(await take()).toMatchObject({ isTaken: true, used: 3 });
    wait(60_000);
    await counts.add(requests, -2, endsAt);
    expect(await take(requests, 3)).toMatchObject({ used: 3 });
    await counts.add(requests, 5, endsAt);
    expect(await take()).toMatchObject({ isTaken: false, used: 8 });
  });

  test('is never over its limit by what was taken, whoever asks at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9), { maxLength: 40 }), fc.integer({ min: 1, max: 50 }), async (amounts, limit) => {
        const { counts } = countAt();
        const taken = await Promise.all(amounts.map(async (amount) => ((await counts.take({ ...requests, limit }, amount)).isTaken ? amount : 0)));
        const sum = taken.reduce((a, b) => a + b, 0);
        expect(sum).toBeLessThanOrEqual(limit);
        for (const [index, amount] of amounts.entries()) if (taken[index] === 0 && amount > 0) expect(sum + amount).toBeGreaterThan(limit);
      }),
    );
  });
});

describe('a store that is away', () => {
  function flaky() {
    const counted = new Map<string, number>();
    const state = { isAway: false, refusal: undefined as Error | undefined };
    const add = async (key: string, amount: number): Promise<number | undefined> => {
      await Promise.resolve();
      if (state.refusal !== undefined) throw state.refusal;
      if (state.isAway) return undefined;
      const used = (counted.get(key) ?? 0) + amount;
      counted.set(key, used);
      return used;
    };
    const remote: RemoteCounts = {
      add,
      async take(key, amount, limit) {
        const before = counted.get(key) ?? 0;
        if (!state.isAway && before + amount > limit) return { isTaken: false, used: before };
        const used = await add(key, amount);
        return used === undefined ? undefined : { isTaken: true, used };
      },
    };
    const restore = (key: string, known: number, owed: number): Promise<number> => {
      const used = (counted.get(key) ?? known) + owed;
      counted.set(key, used);
      return Promise.resolve(used);
    };
    return { remote, state, counted, restore };
  }

  test('is done without from where the count stood, and told of the rest when it is back', async () => {
    const { remote, state, counted, restore } = flaky();
    const { take, counts } = countAt(remote);
    await take(requests, 1);
    state.isAway = true;
    const { endsAt } = await take(requests, 1);
    expect(await take(requests, 2)).toMatchObject({ isTaken: false, used: 2 });
    await counts.add(requests, 1, endsAt);
    expect([...counted.values()]).toEqual([1]);
    await counts.restore(restore);
    expect([...counted.values()]).toEqual([3]);
    state.isAway = false;
    expect(await take()).toMatchObject({ isTaken: false, used: 3 });
    await counts.restore(restore);
    expect([...counted.values()]).toEqual([3]);
  });

  test('gets back what it has lost', async () => {
    const { remote, state, counted, restore } = flaky();
    const { take, counts } = countAt(remote);
    await take(requests, 2);
    state.isAway = true;
    await take(requests, 1);
    counted.clear();
    await counts.restore(restore);
    expect([...counted.values()]).toEqual([3]);
  });

  test('is told of nothing twice when it goes again in the middle', async () => {
    const { remote, state, counted, restore } = flaky();
    const { take, counts } = countAt(remote);
    state.isAway = true;
    await take(requests, 2);
    await expect(counts.restore(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(await take(requests, 2)).toMatchObject({ isTaken: false, used: 2 });
    await counts.restore(restore);
    await counts.restore(restore);
    expect([...counted.values()]).toEqual([2]);
  });

  test('lets nobody in when it is there and refuses, and forgets nothing that was used', async () => {
    const { remote, state, counted, restore } = flaky();
    const errors: unknown[] = [];
    const { take, counts } = countAt(remote, (error) => errors.push(error));
    const { endsAt } = await take();
    state.refusal = new Error('WRONGTYPE');
    await expect(take()).rejects.toThrow('WRONGTYPE');
    await counts.add(requests, 1, endsAt);
    expect(errors).toEqual([state.refusal]);
    state.refusal = undefined;
    await counts.restore(restore);
    expect([...counted.values()]).toEqual([2]);
  });
});
