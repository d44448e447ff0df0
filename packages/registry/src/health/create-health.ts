import type { ErrorCode } from '@g4f/core';
import { circuitOf, closed, closedFor, takeProbe, withFailure, withoutProbe, type CircuitPolicy } from './circuit.ts';
import { decayedAverage, percentile, unknownHealth, withLatency, type HealthState } from './health-state.ts';
import { createMemoryStore, keep, type HealthStore } from './health-store.ts';
import type { Admission, Health, HealthEvent, HealthReport } from './health.ts';

/** What {@link createHealth} may be told. */
export interface HealthOptions {
  /** Failures in a row that open a circuit; `false` only observes. @default 3 */
  readonly threshold?: number | false | undefined;
  /** Milliseconds that a circuit stays open the first time; each further time twice as long. @default 5_000 */
  readonly coolDown?: number | undefined;
  /** Milliseconds that it stays open at most, but for what upstream's `retryAfter` says, a day at most. @default 300_000 */
  readonly longestCoolDown?: number | undefined;
  /** Which failures are the member's own. @default all but those of {@link notItsFault} */
  readonly counts?: ((code: ErrorCode) => boolean) | undefined;
  /** Where it is kept. @default in memory */
  readonly store?: HealthStore | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** Told what a store threw. Calls go on without it, as if all were well. @default nothing is done */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/**
 * Failures that say something of the request, or of somebody else, and nothing of the member's health.
 *
 * @example
 * // Callers bring their own keys: a wrong one says nothing of the member.
 * createHealth({ counts: (code) => !notItsFault.includes(code) && code !== 'unauthorized' });
 */
export const notItsFault: readonly ErrorCode[] = ['invalid-request', 'unsupported', 'too-large', 'not-found', 'no-provider'];

const allowed: Admission = { isAllowed: true, isProbe: false };
const keyOf = (provider: string, model: string): string => `${provider}/${model}`;

/**
 * Watches those whom routes ask: a circuit breaker for each model of each provider, with success, latency and the last error. Hand
 * the same one to several routes, and to a registry, which selects by it.
 *
 * A circuit opens after `threshold` failures in a row, or at once for as long as upstream asks (`retryAfter`). Then it is half open: it
 * lets one call through, whose first content closes it and whose failure opens it again, for twice as long. A caller's abort, a
 * consumer who leaves and mistakes in the request never count.
 *
 * @throws RangeError for a number that makes no sense
 * @example
 * const health = createHealth();
 * const route = fallback([first, second], { health });
 * for (const { provider, model, circuit, p95 } of health.list()) console.log(provider, model, circuit, p95);
 */
export function createHealth(options: HealthOptions = {}): Health {
  const { threshold = 3, coolDown = 5_000, longestCoolDown = 300_000, store = createMemoryStore(), now = () => Date.now(), onError } = options;
  const { counts = (code) => !notItsFault.includes(code) } = options;
  for (const [name, value] of Object.entries({ threshold: threshold === false ? 1 : threshold, coolDown, longestCoolDown })) {
    if (!(value > 0)) throw new RangeError(`createHealth: ${name} must be a number above 0`);
  }
  const policy: CircuitPolicy = { threshold: threshold === false ? Infinity : threshold, coolDown, longestCoolDown };
  /** What was last seen of the store: it answers without one. */
  const seen = new Map<string, HealthState>();

  /** Changes one state. Nothing waits for it, and a store that fails is told of and passed over. */
  function update<T>(key: string, change: (state: HealthState) => HealthState, then: (failed: boolean) => T): T | Promise<T> {
    const failed = (error: unknown): T => {
      onError?.(error);
      return then(true);
    };
    const done = (state: HealthState): T => {
      keep(seen, key, state);
      return then(false);
    };
    try {
      const state = store.update(key, (before = unknownHealth) => change(before));
      return state instanceof Promise ? state.then(done, failed) : done(state);
    } catch (error) {
      return failed(error);
    }
  }

  function after(state: HealthState, event: HealthEvent): HealthState {
    const at = now();
    switch (event.type) {
      case 'content':
        return closed(withLatency(state, event.ms, at));
      case 'success':
        return { ...closed(state), successes: state.successes + 1, failuresInRow: 0, timesOpened: 0, checkedAt: at };
      case 'failure': {
        const { code, message, retryAfter } = event;
        return { ...withFailure(state, retryAfter, at, policy), lastError: { code, message, at }, checkedAt: at };
      }
      case 'slow':
        return withLatency(event.isProbe ? withoutProbe(state) : state, event.ms, at);
      case 'left':
        return withoutProbe(state);
      default:
        return event satisfies never;
    }
  }

  function refusal(state: HealthState, at: number): Admission {
    const { code, message } = state.lastError ?? { code: 'upstream', message: 'it failed' };
    return { isAllowed: false, retryAfter: Math.ceil(closedFor(state, at)), code, message };
  }

  function admit(provider: string, model: string): Admission | Promise<Admission> {
    const key = keyOf(provider, model);
    const state = seen.get(key);
    const at = now();
    if (state === undefined || circuitOf(state, at) === 'closed') return allowed;
    if (closedFor(state, at) > 0) return refusal(state, at);
    let admission = allowed;
    const take = (current: HealthState): HealthState => {
      const taken = takeProbe(current, at);
      if (taken !== undefined) admission = { isAllowed: true, isProbe: true };
      else admission = circuitOf(current, at) === 'closed' ? allowed : refusal(current, at);
      return taken ?? current;
    };
    return update(key, take, (failed) => (failed ? allowed : admission));
  }

  function reportOf(key: string, state: HealthState): HealthReport {
    const slash = key.indexOf('/');
    const { successes, failures, samples, lastError, checkedAt, openUntil } = state;
    return {
      provider: key.slice(0, slash),
      model: key.slice(slash + 1),
      circuit: circuitOf(state, now()),
      openUntil,
      successes,
      failures,
      latency: decayedAverage(state, now()),
      p50: percentile(samples, 0.5),
      p95: percentile(samples, 0.95),
      samples: samples.length,
      lastError,
      checkedAt,
    };
  }

  return Object.freeze({
    admit,
    report(provider, model, event) {
      const counted: HealthEvent = event.type === 'failure' && !counts(event.code) ? { type: 'left', isProbe: event.isProbe } : event;
      if (counted.type === 'left' && !counted.isProbe) return;
      void update(keyOf(provider, model), (state) => after(state, counted), () => undefined);
    },
    isHealthy(provider, model) {
      const state = seen.get(keyOf(provider, model));
      if (state?.checkedAt === undefined) return undefined;
      const circuit = circuitOf(state, now());
      return circuit === 'half-open' ? undefined : circuit === 'closed';
    },
    inspect(provider, model) {
      const state = seen.get(keyOf(provider, model));
      return state && reportOf(keyOf(provider, model), state);
    },
    list: () => [...seen].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, state]) => reportOf(key, state)),
    async refresh() {
      try {
        for (const [key, state] of await store.entries()) keep(seen, key, state);
      } catch (error) {
        onError?.(error);
      }
    },
  } satisfies Health);
}
