import type { Health } from '../health/health.ts';
import type { Attempt } from '../ledger/attempt.ts';
import type { ModelCatalogue } from '../model-catalogue.ts';
import type { Time } from './time.ts';

/** What every route may be told. `health`, `catalogue` and `onAttempt` hold for the routes inside it as well. */
export interface RouteOptions<Id extends string = string> {
  /** The id of the route. @default its kind and the ids of its members, joined by `-` */
  readonly id?: Id | undefined;
  /** Watches the members, and says who is not to be asked now. Share one between routes. @default the outer route's, or none */
  readonly health?: Health | undefined;
  /** Prices and context windows of the members' models. @default the outer route's, or none */
  readonly catalogue?: ModelCatalogue | undefined;
  /**
   * Told each attempt once, as it ends, with the `context` of the call that it was made for. What it throws is dropped: a ledger never
   * breaks an answer. Inner routes tell theirs here too.
   */
  readonly onAttempt?: ((attempt: Attempt, context: unknown) => unknown) | undefined;
  /** @default the machine's */
  readonly time?: Time | undefined;
  /** From 0 up to 1. @default Math.random */
  readonly random?: (() => number) | undefined;
}
