import type { DeadlineName } from './deadlines.ts';
import type { ResolvedDeadlines, Stage } from './init.ts';

/** Which deadline counts in each stage, beside `total`. */
const limitOf = {
  preparing: undefined,
  delegated: undefined,
  connecting: 'connect',
  connected: 'firstByte',
  headers: 'firstByte',
  bytes: 'idle',
} as const satisfies { readonly [S in Stage]: DeadlineName | undefined };

/** Ticks within the shortest deadline: a deadline is late by two ticks at most. */
const ticksPerDeadline = 8;
/** Milliseconds. */
const longestTick = 1_000;

/** Holds a call to its deadlines without a timer or a look at the time for each chunk. */
export interface Clock {
  /** Something came, or the call entered another stage. */
  readonly touch: (stage: Stage) => void;
  /** The author yielded. Without a network of its own that is all there is to count; a delegated call stays delegated. */
  readonly chunk: () => void;
  /** A consumer waits from now on. */
  readonly wait: () => void;
  /** No consumer waits: nothing but `total` goes on, and that is told at the next wait. */
  readonly rest: () => void;
  readonly stop: () => void;
}

/**
 * Starts the clock of one call. `onTimeout` is called once, while a consumer waits.
 *
 * Every `touch` and `wait` moves a counter; one coarse interval compares it. A tick with nobody waiting ends the interval, so that an
 * abandoned generator keeps no process alive for longer than that.
 */
export function createClock(deadlines: ResolvedDeadlines, onTimeout: (name: DeadlineName, limit: number) => void): Clock {
  const { connect, firstByte, idle, total } = deadlines;
  const shortest = Math.min(connect || Infinity, firstByte || Infinity, idle || Infinity, total || Infinity);
  const period = Math.min(longestTick, shortest / ticksPerDeadline);
  const start = performance.now();
  let stage: Stage = 'connected';
  let preparingSince = 0;
  let prepared = 0;
  let moves = 0;
  let seen = -1;
  let quietSince = start;
  let waiting = false;
  let timer: ReturnType<typeof setInterval> | undefined;

  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  const check = (name: DeadlineName, spent: number): void => {
    const limit = deadlines[name];
    if (timer === undefined || limit === false || spent < limit) return;
    stop();
    onTimeout(name, limit);
  };
  const tick = (): void => {
    if (!waiting) {
      stop();
      return;
    }
    if (stage === 'preparing') return;
    const now = performance.now();
    if (seen !== moves) {
      seen = moves;
      quietSince = now;
    }
    const name = limitOf[stage];
    if (name !== undefined) check(name, now - quietSince);
    check('total', now - start - prepared);
  };
  const touch = (next: Stage): void => {
    moves++;
    if (next === stage) return;
    if (stage === 'preparing') prepared += performance.now() - preparingSince;
    if (next === 'preparing') preparingSince = performance.now();
    stage = next;
  };
  return {
    touch,
    chunk() {
      if (stage !== 'delegated') touch('bytes');
    },
    wait() {
      moves++;
      waiting = true;
      if (timer === undefined && shortest !== Infinity) timer = setInterval(tick, period);
    },
    rest() {
      waiting = false;
    },
    stop,
  };
}
