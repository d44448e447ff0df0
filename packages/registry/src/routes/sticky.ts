import type { ChatRequest } from '@g4f/core';
import type { Members } from '../members.ts';
import { defineRoute, type Route } from './define-route.ts';
import { inOrder } from './in-order.ts';
import { rendezvous } from './rendezvous.ts';
import type { RouteOptions } from './route-options.ts';

/** What {@link sticky} may be told. */
export interface StickyOptions<Id extends string = string> extends RouteOptions<Id> {
  /**
   * Says of a request which conversation it belongs to. `undefined`: none, and the members' own order holds.
   * @default what stands up to the first message of the user, which stays as the conversation grows
   */
  readonly conversation?: ((request: ChatRequest) => string | undefined) | undefined;
}

function openingOf({ messages }: ChatRequest): string {
  const first = messages.findIndex(({ role }) => role === 'user');
  return JSON.stringify(messages.slice(0, first + 1), (_, value: unknown) => (value instanceof Uint8Array ? value.length : value));
}

/**
 * A provider that keeps a conversation with one member, which then has its prompt in its cache. Which one follows from the key alone,
 * so that processes agree without a word; when a member comes or goes, only its own conversations move. It goes on to the next as
 * {@link fallback} does, before the first content only, and comes back for the next message.
 *
 * @throws TypeError as `fallback` does
 * @example
 * const route = sticky([first, second, third], { conversation: ({ messages }) => JSON.stringify(messages[0]) });
 */
export function sticky<const Id extends string = string>(providers: Members, options: StickyOptions<Id> = {}): Route<Id> {
  const { conversation = openingOf } = options;
  const strategy = inOrder(({ members, request }) => {
    const key = conversation(request);
    return key === undefined ? members : rendezvous(key, members);
  });
  return defineRoute({ name: 'sticky', strategy }, providers, options);
}
