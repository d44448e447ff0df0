import type { Stage } from '@g4f/core';
import { requestClock } from './request-clock.ts';
import type { StreamSessionInit } from './session-init.ts';
import type { Trace } from './trace.ts';
import type { Exchange } from './transport.ts';

/** Ends a request that is under way, once: whoever waits for it gets the reason. */
export type End = (reason: unknown) => void;

/** Holds one request to its clock, its signal and its session, and lets go of them once at its end. */
export interface Watch {
  readonly touch: (stage: Stage) => void;
  /** From now on an end ends this exchange; at once, if it has come. */
  readonly follow: (exchange: Exchange) => Exchange;
  /** Waits under the clock. `undefined` is the end of the request, and so is a failure. */
  readonly during: <T>(step: () => Promise<T>) => Promise<T>;
  /** Nobody reads on. */
  readonly leave: () => void;
}

/** Starts to watch a request. As long as it lasts, its end is among `live`. */
export function createWatch({ signal, touch, deadlines, provider }: StreamSessionInit, live: Set<End>, trace: Trace): Watch {
  let exchange: Exchange | undefined;
  let ended: { readonly reason: unknown } | undefined;
  const clock = requestClock(touch, deadlines, provider, (error) => end(error));
  const onAbort = (): void => end(signal?.reason);
  /** Whether it was for this call to let go. */
  const release = (): boolean => {
    if (!live.delete(end)) return false;
    clock.stop();
    signal?.removeEventListener('abort', onAbort);
    return true;
  };
  const end: End = (reason) => {
    release();
    trace.fail(reason);
    ended = { reason };
    exchange?.abort(reason);
  };
  live.add(end);
  signal?.addEventListener('abort', onAbort, { once: true });
  // Whoever was told of the start may have had enough.
  if (signal?.aborted === true) onAbort();
  const arrive = <T>(value: T): T => {
    clock.rest();
    if (value === undefined && release()) trace.end({ isWhole: true });
    return value;
  };
  const fall = (error: unknown): never => {
    if (release()) trace.fail(error);
    throw error;
  };
  return {
    touch: clock.touch,
    follow(next) {
      exchange = next;
      if (ended !== undefined) next.abort(ended.reason);
      return next;
    },
    during(step) {
      // A clock that was stopped would start anew, and nobody stop it.
      if (live.has(end)) clock.wait();
      return step().then(arrive, fall);
    },
    leave() {
      if (release()) trace.end({ isWhole: false });
    },
  };
}
