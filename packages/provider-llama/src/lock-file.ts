import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds between two looks at a lock that somebody else holds. */
const lookEvery = 200;
/** Milliseconds without a sign of life after which a lock counts as left behind. The holder renews it twice in that time. */
const staleAfter = 10_000;

/** A lock that is held. */
export interface HeldLock extends AsyncDisposable {
  /** Aborted if the caller stops, or if the lock was lost, as after a long sleep of the machine. */
  readonly signal: AbortSignal;
}

const isHeld = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ELOCKED';

/**
 * Waits until nobody else works on `path`, in this process or in another, and keeps everybody else out until it is disposed.
 * A lock that a dead process left behind is taken over.
 *
 * @throws signal.reason as soon as the caller stops
 */
export async function lockFile(path: string, signal: AbortSignal): Promise<HeldLock> {
  const { default: lockfile } = await import('proper-lockfile');
  const controller = new AbortController();
  const follow = (): void => controller.abort(signal.reason);
  const options = { realpath: false, stale: staleAfter, onCompromised: (error: Error) => controller.abort(error) };
  for (;;) {
    signal.throwIfAborted();
    try {
      const release = await lockfile.lock(path, options);
      signal.addEventListener('abort', follow, { once: true });
      if (signal.aborted) follow();
      return {
        signal: controller.signal,
        async [Symbol.asyncDispose]() {
          signal.removeEventListener('abort', follow);
          // A lock that was lost is somebody else's by now.
          await release().catch(() => undefined);
        },
      };
    } catch (error) {
      if (!isHeld(error)) throw error;
    }
    await sleep(lookEvery, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}
