import type { AsyncGeneratorProvider } from '@g4f/core';
import { cheapest, fallback, hedge, leastLatency, retry, roundRobin, sticky, weighted, withAliases, type Members, type RouteOptions } from '@g4f/registry/routes';
import type { ModelCatalogue } from '@g4f/registry';
import type { Fault } from './problems-of.ts';
import type { InnerRouteEntry, MemberEntry } from './route-entry.ts';

/** What routes are made with. */
export interface RouteWorld {
  /** A provider, or a route that was made before. */
  readonly find: (id: string) => AsyncGeneratorProvider | undefined;
  /** Everybody who could be named. */
  readonly ids: () => readonly string[];
  readonly catalogue: ModelCatalogue;
}

/** Thrown for a route that cannot be made. */
export class RouteFault extends Error implements Fault {
  override readonly name = 'RouteFault';
  readonly path: readonly PropertyKey[];

  constructor(path: readonly PropertyKey[], message: string, options?: ErrorOptions) {
    super(message, options);
    this.path = path;
  }
}

function memberOf(entry: MemberEntry, world: RouteWorld, path: readonly PropertyKey[]): AsyncGeneratorProvider {
  if (typeof entry === 'object' && 'kind' in entry) return buildRoute(entry, world, path);
  const id = typeof entry === 'string' ? entry : entry.provider;
  const found = world.find(id);
  if (found === undefined) {
    throw new RouteFault(typeof entry === 'string' ? path : [...path, 'provider'], `there is no provider ${JSON.stringify(id)}, nor a route of that name above; there are ${world.ids().join(', ') || 'none'}`);
  }
  return typeof entry === 'string' ? found : withAliases(found, entry.aliases);
}

function routeOf({ kind, id, ...entry }: InnerRouteEntry, members: Members, { catalogue }: RouteWorld): AsyncGeneratorProvider {
  const options: RouteOptions & typeof entry = { ...entry, ...(id !== undefined && { id }) };
  switch (kind) {
    case 'fallback':
      return fallback(members, options);
    case 'roundRobin':
      return roundRobin(members, options);
    case 'leastLatency':
      return leastLatency(members, options);
    case 'sticky':
      return sticky(members, options);
    case 'weighted':
      return weighted(members, { ...options, weights: 'weights' in entry ? entry.weights : {} });
    case 'cheapest':
      return cheapest(members, { ...options, catalogue });
    case 'hedge':
      return hedge(members, options);
    case 'retry':
      if (members.length > 1) throw new TypeError('retry asks one provider; put several into a fallback inside it');
      return retry(members[0], options);
  }
}

/**
 * Makes a route of what a configuration says.
 *
 * @throws RouteFault where somebody is named who is not there, or what the route's own function refuses
 */
export function buildRoute(entry: InnerRouteEntry, world: RouteWorld, path: readonly PropertyKey[]): AsyncGeneratorProvider {
  const [first, ...others] = entry.members.map((member, index) => memberOf(member, world, [...path, 'members', index]));
  if (first === undefined) throw new RouteFault([...path, 'members'], 'must name at least one');
  try {
    return routeOf(entry, [first, ...others], world);
  } catch (error) {
    if (error instanceof RouteFault) throw error;
    throw new RouteFault(path, error instanceof Error ? error.message : String(error), { cause: error });
  }
}
