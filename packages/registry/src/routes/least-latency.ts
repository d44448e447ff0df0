import type { AsyncGeneratorProvider } from '@g4f/core';
import { createHealth } from '../health/create-health.ts';
import type { Members } from '../members.ts';
import { defineRoute, type Route } from './define-route.ts';
import { inOrder } from './in-order.ts';
import type { RouteCall } from './route-call.ts';
import type { RouteOptions } from './route-options.ts';

/** What one more call would wait at a member: its time to first content, once for each that it has under way. Least for the unknown. */
function loadOf(call: RouteCall, member: AsyncGeneratorProvider): number {
  const latency = call.health?.inspect(member.id, call.modelOf(member))?.latency ?? 0;
  return Math.max(1, latency) * (call.inFlight(member) + 1);
}

/** Two members at random, the faster first, and the rest by how fast they are. */
function twoChoices(call: RouteCall): readonly AsyncGeneratorProvider[] {
  const rest = [...call.members];
  const draw = (): AsyncGeneratorProvider[] => rest.splice(Math.floor(call.random() * rest.length), 1);
  const byLoad = (some: readonly AsyncGeneratorProvider[]): readonly AsyncGeneratorProvider[] =>
    some.map((member) => ({ member, load: loadOf(call, member) })).toSorted((a, b) => a.load - b.load).map(({ member }) => member);
  const two = byLoad([...draw(), ...draw()]);
  return [...two, ...byLoad(rest)];
}

/**
 * A provider that prefers whoever is quick to begin: each call draws two members and begins with the one whose time to first content
 * is shorter, by a moving average and for as many calls as it has under way. Two at random, since everybody's best would be run over
 * by all at once. One that nobody asks seems faster by and by (1/e of its average each minute), so that it is tried again. It goes on to
 * the next as {@link fallback} does, before the first content only.
 *
 * It observes by `health`, or by itself where it has none.
 *
 * @throws TypeError as `fallback` does
 * @example
 * const route = leastLatency([near, far]);
 */
export function leastLatency<const Id extends string = string>(providers: Members, options: RouteOptions<Id> = {}): Route<Id> {
  const observer = createHealth({ threshold: false, now: options.time?.now });
  return defineRoute({ name: 'least-latency', strategy: inOrder(twoChoices), observer }, providers, options);
}
