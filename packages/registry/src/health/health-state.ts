import type { ErrorCode } from '@g4f/core';

/** What is known of one model of one provider: plain JSON, so that a store can share it. Times are milliseconds since 1970. */
export interface HealthState {
  /** Calls that ended well, and that did not, since the first. */
  readonly successes: number;
  readonly failures: number;
  /** Failures since the last success. */
  readonly failuresInRow: number;
  /** Until then the circuit is open. After it, until the next success, it is half open. */
  readonly openUntil?: number | undefined;
  /** How often the circuit has opened since the last success: each time it stays open for longer. */
  readonly timesOpened: number;
  /** Until then the one call that a half-open circuit lets through is under way. */
  readonly probeUntil?: number | undefined;
  /** Time to first content, milliseconds: the moving average, and when it last moved. */
  readonly average?: { readonly ms: number; readonly at: number } | undefined;
  /** The last times to first content, milliseconds, the newest last. */
  readonly samples: readonly number[];
  readonly lastError?: { readonly code: ErrorCode; readonly message: string; readonly at: number } | undefined;
  /** When something was last heard of it. */
  readonly checkedAt?: number | undefined;
}

/** Nothing is known yet. */
export const unknownHealth: HealthState = { successes: 0, failures: 0, failuresInRow: 0, timesOpened: 0, samples: [] };

/** Samples that are kept: enough for a 95th percentile, few enough to send to a store. */
const mostSamples = 100;
/** The weight of a new sample in the average, at least: the longer nothing came, the more it has. */
const leastWeight = 0.2;
/** Milliseconds after which an average that nothing moves is worth 1/e of itself: one that was slow long ago is tried again. */
const decay = 60_000;

const fading = ({ at }: { readonly at: number }, now: number): number => Math.exp(-Math.max(0, now - at) / decay);

/** The state with one more time to first content. */
export function withLatency(state: HealthState, ms: number, now: number): HealthState {
  const { average = { ms, at: now }, samples } = state;
  const weight = Math.max(leastWeight, 1 - fading(average, now));
  return {
    ...state,
    average: { ms: average.ms + weight * (ms - average.ms), at: now },
    samples: samples.slice(1 - mostSamples).concat(ms),
    checkedAt: now,
  };
}

/** The average as it counts now. `undefined` where nothing was observed. */
export function decayedAverage({ average }: HealthState, now: number): number | undefined {
  return average === undefined ? undefined : average.ms * fading(average, now);
}

/** The sample that this share of them do not exceed (nearest rank). `undefined` where there is none. */
export function percentile(samples: readonly number[], share: number): number | undefined {
  return samples.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(samples.length * share) - 1)];
}
