import type { Members } from '../members.ts';
import { defineRoute, type Route } from './define-route.ts';
import { inOrder } from './in-order.ts';
import type { RouteOptions } from './route-options.ts';

/** What {@link weighted} is told. */
export interface WeightedOptions<Id extends string = string> extends RouteOptions<Id> {
  /** By a member's id: how often it begins, against the others. 0 is asked only when nobody else answers. @default 1 each */
  readonly weights: { readonly [id: string]: number };
}

/**
 * A provider that shares calls among others by weight: each call draws who begins, then who is next among those that are left. It goes
 * on to the next as {@link fallback} does, before the first content only.
 *
 * @throws TypeError as `fallback` does; RangeError for a weight that is no number from 0 up, or that belongs to nobody
 * @example
 * const route = weighted([stable, trial], { weights: { stable: 95, trial: 5 } });
 */
export function weighted<const Id extends string = string>(providers: Members, options: WeightedOptions<Id>): Route<Id> {
  const weights = new Map(Object.entries(options.weights));
  for (const [id, weight] of weights) {
    if (!providers.some((member) => member.id === id)) throw new RangeError(`weighted: there is a weight for "${id}", which is no member`);
    if (!(weight >= 0 && weight < Infinity)) throw new RangeError(`weighted: the weight of "${id}" must be a number from 0 up`);
  }
  const strategy = inOrder(({ members, random }) => {
    // The shortest of exponential waits, each at its own rate, is a draw by weight; so is the shortest of the rest, and so on.
    // Efraimidis and Spirakis, Weighted random sampling with a reservoir, 2006.
    const drawn = members.map((member) => ({ member, wait: -Math.log(1 - random()) / (weights.get(member.id) ?? 1) }));
    return drawn.toSorted((a, b) => (a.wait < b.wait ? -1 : Number(a.wait > b.wait))).map(({ member }) => member);
  });
  return defineRoute({ name: 'weighted', strategy }, providers, options);
}
