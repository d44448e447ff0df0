import type { HealthState } from './health-state.ts';

/**
 * Where health is kept: in memory, or shared by several processes.
 *
 * `update` must be **atomic**: no other update of the same key comes between what `change` is given and what it gives. Two things rest
 * on that: no failure goes uncounted, and a half-open circuit lets only one call through. `change` is pure and may be called again,
 * so that a store can compare and swap (`WATCH` and `MULTI`, or a script, in Valkey).
 *
 * @example
 * const states = new Map<string, HealthState>();
 * const store: HealthStore = {
 *   update(key, change) {
 *     const state = change(states.get(key));
 *     states.set(key, state);
 *     return state;
 *   },
 *   entries: () => states,
 * };
 */
export interface HealthStore {
  /** Puts in place of a state what `change` makes of it, and gives that. The key is `provider/model`. */
  readonly update: (key: string, change: (state: HealthState | undefined) => HealthState) => HealthState | Promise<HealthState>;
  /** All that is kept. */
  readonly entries: () => Iterable<readonly [key: string, state: HealthState]> | Promise<Iterable<readonly [key: string, state: HealthState]>>;
}

/** States that are kept in memory: names of models come from requests, so that there might be any number. */
const mostStates = 10_000;

/** Keeps a state, and drops the one that was touched longest ago where there are too many. */
export function keep(states: Map<string, HealthState>, key: string, state: HealthState): HealthState {
  states.delete(key);
  states.set(key, state);
  const [oldest] = states.keys();
  if (states.size > mostStates && oldest !== undefined) states.delete(oldest);
  return state;
}

/** Keeps health in this process. */
export function createMemoryStore(): HealthStore {
  const states = new Map<string, HealthState>();
  return { update: (key, change) => keep(states, key, change(states.get(key))), entries: () => states };
}
