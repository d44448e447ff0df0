import type { Members } from '../members.ts';
import { defineRoute, type Route, type Strategy } from './define-route.ts';
import { inOrder } from './in-order.ts';
import type { RouteOptions } from './route-options.ts';

/** Who was asked first goes to the end of the row. A model that only some have leaves the places of the others as they are. */
function takeTurns(providers: Members): Strategy {
  let row: readonly Members[number][] = providers;
  return inOrder(({ members }) => {
    const able = row.filter((member) => members.includes(member));
    const turn = row.findIndex((member) => member === able[0]);
    row = [...row.slice(0, turn), ...row.slice(turn + 1), ...row.slice(turn, turn + 1)];
    return able;
  });
}

/**
 * A provider that lets others take turns: each call begins with the one that has waited longest, and goes on to the next in the row as
 * {@link fallback} does, before the first content only.
 *
 * @throws TypeError as `fallback` does
 * @example
 * const route = roundRobin([first, second]);
 */
export function roundRobin<const Id extends string = string>(providers: Members, options: RouteOptions<Id> = {}): Route<Id> {
  return defineRoute({ name: 'round-robin', strategy: takeTurns(providers) }, providers, options);
}
