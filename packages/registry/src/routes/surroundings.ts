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

const around = Symbol('what is around a hop');

/**
 * The deadlines of a hop, in which a hop that is a route finds what is around it: they are the one thing of a call that is made by a route,
 * and reaches the hop's author as it is. A copy of them, such as a wrapper makes, has it too.
 */
interface HopDeadlines extends Deadlines {
  readonly [around]: Surroundings;
}

/** All the deadlines that the caller asked for, but for `total`, which is shared: the route's own guard keeps it. */
export function hopDeadlines(asked: number | Deadlines | undefined, surroundings: Surroundings): HopDeadlines {
  return { ...(typeof asked === 'object' ? asked : {}), total: false, [around]: surroundings };
}

const isHop = (deadlines: number | Deadlines | HopDeadlines | undefined): deadlines is HopDeadlines => typeof deadlines === 'object' && around in deadlines;

function quietly(onAttempt: NonNullable<RouteOptions['onAttempt']>, attempt: Attempt, context: unknown): void {
  try {
    const told = onAttempt(attempt, context);
    if (told instanceof Promise) told.catch(() => undefined);
  } catch {
    // A ledger never breaks an answer.
  }
}

/** What is around the attempts of one call of a route: its own, on top of what the route that asked it handed down. */
export function surroundingsOf({ provider, timeout, context }: AuthorInit, { onAttempt, health, catalogue }: RouteOptions, nextCall: () => number): Surroundings {
  const outer = isHop(timeout) ? timeout[around] : undefined;
  let attempts = 0;
  return {
    path: [...(outer?.path ?? []), provider],
    call: outer?.call ?? nextCall(),
    count: outer?.count ?? (() => ++attempts),
    tell(attempt) {
      if (onAttempt !== undefined) quietly(onAttempt, attempt, context);
      outer?.tell(attempt);
    },
    health: health ?? outer?.health,
    catalogue: catalogue ?? outer?.catalogue,
  };
}
