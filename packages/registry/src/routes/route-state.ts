import type { AsyncGeneratorProvider } from '@g4f/core';
import type { KnownModel } from '../known-model.ts';
import type { ModelCatalogue } from '../model-catalogue.ts';
import { createKnown } from './refusal.ts';
import type { RouteOptions } from './route-options.ts';
import { systemTime, type Time } from './time.ts';

/** What a route keeps from one call to the next. */
export interface RouteState {
  readonly time: Time;
  readonly random: () => number;
  readonly known: (member: AsyncGeneratorProvider, model: string, catalogue: ModelCatalogue | undefined) => KnownModel;
  readonly nextCall: () => number;
  /** How many attempts of this route a member has under way. */
  readonly inFlight: (member: AsyncGeneratorProvider) => number;
  readonly started: (member: AsyncGeneratorProvider) => void;
  readonly ended: (member: AsyncGeneratorProvider) => void;
}

const routes = new WeakSet<AsyncGeneratorProvider>();

/** Remembers that a provider is a route: what it asks stands in the ledger by itself. */
export function markRoute<T extends AsyncGeneratorProvider>(route: T): T {
  routes.add(route);
  return route;
}

/** Whether a provider is a route. */
export function isRoute(provider: AsyncGeneratorProvider): boolean {
  return routes.has(provider);
}

/** Makes the state of a new route. */
export function createState({ time = systemTime, random = Math.random }: RouteOptions): RouteState {
  const underWay = new Map<AsyncGeneratorProvider, number>();
  const inFlight = (member: AsyncGeneratorProvider): number => underWay.get(member) ?? 0;
  let calls = 0;
  return {
    time,
    random,
    known: createKnown(),
    nextCall: () => ++calls,
    inFlight,
    started: (member) => void underWay.set(member, inFlight(member) + 1),
    ended: (member) => void underWay.set(member, inFlight(member) - 1),
  };
}
