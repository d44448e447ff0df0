import type { AuthorInit, Deadlines } from '@g4f/core';
import type { Health } from '../health/health.ts';
import type { Attempt } from '../ledger/attempt.ts';
import type { ModelCatalogue } from '../model-catalogue.ts';
import type { RouteOptions } from './route-options.ts';

/** What a route in a call hands down to the routes that it asks. */
export interface Surroundings {
  /** The routes around an attempt, the outermost first. */
  readonly path: readonly string[];
  readonly call: number;
  /** Numbers the attempts of the call. */
  readonly count: () => number;
  readonly tell: (attempt: Attempt) => void;
  readonly health: Health | undefined;
  readonly catalogue: ModelCatalogue | undefined;
}

/** By the deadlines that a hop was handed: the one thing of a call that is made by a route, and reaches the hop's author as it is. */
const byDeadlines = new WeakMap<Deadlines, Surroundings>();

/** Lets a hop that is a route find what is around it. */
export function handDown(deadlines: Deadlines, surroundings: Surroundings): void {
  byDeadlines.set(deadlines, surroundings);
}

function quietly(onAttempt: NonNullable<RouteOptions['onAttempt']>, attempt: Attempt): void {
  try {
    const told = onAttempt(attempt);
    if (told instanceof Promise) told.catch(() => undefined);
  } catch {
    // A ledger never breaks an answer.
  }
}

/** What is around the attempts of one call of a route: its own, on top of what the route that asked it handed down. */
export function surroundingsOf({ provider, timeout }: AuthorInit, { onAttempt, health, catalogue }: RouteOptions, nextCall: () => number): Surroundings {
  const outer = typeof timeout === 'object' ? byDeadlines.get(timeout) : undefined;
  let attempts = 0;
  return {
    path: [...(outer?.path ?? []), provider],
    call: outer?.call ?? nextCall(),
    count: outer?.count ?? (() => ++attempts),
    tell(attempt) {
      if (onAttempt !== undefined) quietly(onAttempt, attempt);
      outer?.tell(attempt);
    },
    health: health ?? outer?.health,
    catalogue: catalogue ?? outer?.catalogue,
  };
}
