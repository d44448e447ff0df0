import type { HealthState } from './health-state.ts';

/** When a circuit opens, and for how long. */
export interface CircuitPolicy {
  /** Failures in a row that open it; `Infinity` for never. */
  readonly threshold: number;
  /** Milliseconds: the first stay, and the longest. */
  readonly coolDown: number;
  readonly longestCoolDown: number;
}

/** Where a circuit stands: it lets everybody through, nobody, or one to see. */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** Milliseconds that the one call through a half-open circuit may take. After them another is let through: its process may be gone. */
const probeLease = 60_000;

/** Milliseconds, a day: quotas begin anew within it, and a slip of upstream's does not shut it out for years. */
const longestWait = 86_400_000;

/** Where the circuit stands now. */
export function circuitOf({ openUntil }: HealthState, now: number): CircuitState {
  if (openUntil === undefined) return 'closed';
  return now < openUntil ? 'open' : 'half-open';
}

/** Milliseconds until somebody is let through. */
export function closedFor({ openUntil = 0, probeUntil = 0 }: HealthState, now: number): number {
  return Math.max(0, openUntil - now, probeUntil - now);
}

/** Takes the one place of a half-open circuit. `undefined`: it is taken, or the circuit has moved on. */
export function takeProbe(state: HealthState, now: number): HealthState | undefined {
  return circuitOf(state, now) === 'half-open' && closedFor(state, now) === 0 ? { ...state, probeUntil: now + probeLease } : undefined;
}

/** Gives that place back. */
export function withoutProbe(state: HealthState): HealthState {
  return { ...state, probeUntil: undefined };
}

/** Content came: there is somebody. The failures in a row stand until the end, so that one who breaks off is cut off again at once. */
export function closed(state: HealthState): HealthState {
  return { ...state, openUntil: undefined, probeUntil: undefined };
}

/** One more failure. It opens the circuit if it is one too many, if it was the probe, or if upstream itself says to wait. */
export function withFailure(state: HealthState, retryAfter: number | undefined, now: number, { threshold, coolDown, longestCoolDown }: CircuitPolicy): HealthState {
  const failed = { ...withoutProbe(state), failures: state.failures + 1, failuresInRow: state.failuresInRow + 1 };
  if (threshold === Infinity) return failed;
  if (retryAfter !== undefined) return { ...failed, openUntil: Math.max(state.openUntil ?? 0, now + Math.min(retryAfter, longestWait)) };
  // Those who were under way when the circuit opened say nothing new.
  if (failed.failuresInRow < threshold || circuitOf(state, now) === 'open') return failed;
  const stay = Math.min(longestCoolDown, coolDown * 2 ** state.timesOpened);
  return { ...failed, openUntil: now + stay, timesOpened: state.timesOpened + 1 };
}
