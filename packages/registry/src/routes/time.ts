/** The clock and the timers that routes and their health go by. A test hands in its own. */
export interface Time {
  /** Milliseconds since 1970: others, who share a store of health, must read the same. */
  readonly now: () => number;
  /** Runs something once, after so many milliseconds. Calling what it gives back calls that off. */
  readonly schedule: (run: () => void, ms: number) => () => void;
}

/** The most that a timer can wait, milliseconds: a longer one would run at once. */
const longestTimer = 2 ** 31 - 1;

/** The time of the machine. */
export const systemTime: Time = {
  now: () => Date.now(),
  schedule(run, ms) {
    const timer = setTimeout(run, Math.min(ms, longestTimer));
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Waits. An abort ends the wait at once, with its reason. */
export function sleep(time: Time, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = (): void => {
      cancel();
      reject(signal.reason);
    };
    const cancel = time.schedule(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
