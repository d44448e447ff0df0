import type { Members } from './members.ts';
import { defineRoute, type Route } from './routes/define-route.ts';
import { inOrder } from './routes/in-order.ts';
import type { RouteOptions } from './routes/route-options.ts';

/** What a {@link fallback} may be told. */
export type FallbackOptions<Id extends string = string> = RouteOptions<Id>;

/**
 * A provider that asks others in their order, and goes on to the next when one fails **before its first content** (text, reasoning or
 * a piece of a tool call) with an error whose `fallBack` is true. After it an error is final: nobody sees an answer twice. The
 * caller's abort ends the call, and what a failed member said before its first content (warnings, usage) never shows.
 *
 * It has the models and aliases of all its members; a flag is true where one member can (`needsAuth` where all do). Each call passes
 * over those that do not have its model; without a model, each member answers with its own first. A member that is not `working` is
 * asked like the others: who lists it here calls it on purpose. Every member has its own `connect`, `firstByte` and `idle` deadlines;
 * `total` is for all of them together.
 *
 * One failure is thrown as it is. Several are one `ProviderError` that names each, and whose `cause` is an `AggregateError` of them.
 * Its code and status are those of the last failure after which the same may be asked again, else of the last that is more than
 * `unsupported`; its `retryAfter` is the shortest. Where no member has the model, it is `no-provider`.
 *
 * @throws TypeError without a member, and for an id that no provider may have
 * @example
 * const route = fallback([first, fallback([second, third])], { id: 'main' });
 * for await (const chunk of route.createAsyncGenerator({ messages })) process.stdout.write(chunk);
 */
export function fallback<const Id extends string = string>(providers: Members, options: FallbackOptions<Id> = {}): Route<Id> {
  return defineRoute({ name: 'fallback', strategy: inOrder(({ members }) => members) }, providers, options);
}
