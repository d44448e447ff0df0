import fc from 'fast-check';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inParallel } from './in-parallel.ts';

test('does each once, in order, and never more at a time than it may', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), async (turns, atOnce) => {
      let [running, most] = [0, 0];
      const results = await inParallel(turns, atOnce, async (wait) => {
        most = Math.max(most, ++running);
        for (let turn = 0; turn < wait; turn++) await setImmediate();
        running--;
        return wait * 2;
      });
      expect(results).toEqual(turns.map((wait) => wait * 2));
      expect(most).toBeLessThanOrEqual(Math.min(atOnce, turns.length));
    }),
    { numRuns: 50 },
  );
});

test('throws the first failure', async () => {
  await expect(inParallel([1, 2], 2, (item) => (item === 2 ? Promise.reject(new Error('no')) : setImmediate(item)))).rejects.toThrow('no');
});
