import type { Time } from '../src/routes/time.ts';

/** Time that stands still until it is told to go on. */
export interface FakeTime extends Time {
  /** Timers that are set. */
  readonly pending: () => number;
  /** Lets everything happen that can without a timer, then goes to the next timer that is due and runs it. `false`: there was none. */
  readonly step: () => Promise<boolean>;
  /** Goes on until no timer is set, or so many milliseconds have passed. */
  readonly run: (ms?: number) => Promise<void>;
}

/** Everything that waits for nothing but promises. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Makes a time. Of several timers that are due together, `pick` says which comes first. */
export function createFakeTime(pick: (among: number) => number = () => 0): FakeTime {
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  let now = 1_000_000;
  const self: FakeTime = {
    now: () => now,
    pending: () => timers.size,
    schedule(run, ms) {
      const timer = { at: now + Math.max(0, ms), run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async step() {
      await settled();
      const next = Math.min(...[...timers].map(({ at }) => at));
      const due = [...timers].filter(({ at }) => at === next);
      const chosen = due[pick(due.length)];
      if (chosen === undefined) return false;
      timers.delete(chosen);
      now = Math.max(now, chosen.at);
      chosen.run();
      await settled();
      return true;
    },
    async run(ms = Infinity) {
      const until = now + ms;
      for (;;) {
        await settled();
        if (!([...timers].some(({ at }) => at <= until))) break;
        await self.step();
      }
      if (ms !== Infinity) now = until;
    },
  };
  return self;
}

/** Repeatable random numbers, 0 to 1 (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
