import type { AsyncGeneratorProvider } from '@g4f/core';
import { costOf } from '../ledger/cost-of.ts';
import type { Members } from '../members.ts';
import type { ModelCatalogue } from '../model-catalogue.ts';
import { requirementsOf } from '../requirements.ts';
import { defineRoute, type Route } from './define-route.ts';
import { inOrder } from './in-order.ts';
import type { RouteCall } from './route-call.ts';
import type { RouteOptions } from './route-options.ts';

/** What {@link cheapest} is told. */
export interface CheapestOptions<Id extends string = string> extends RouteOptions<Id> {
  /** Knows the prices. */
  readonly catalogue: ModelCatalogue;
  /** Tokens that an answer is taken to have, where the request does not say `maxTokens`. @default 500 */
  readonly answerTokens?: number | undefined;
}

/** The members by what the request would cost, those without a known price last. */
function byPrice({ request, members, modelOf }: RouteCall, catalogue: ModelCatalogue, answerTokens: number): readonly AsyncGeneratorProvider[] {
  const { inputTokens, outputTokens = answerTokens } = requirementsOf(request);
  const priced = members.map((member) => {
    const price = catalogue.lookup(member.id, modelOf(member))?.price;
    return { member, cost: (price && costOf({ inputTokens, outputTokens }, price)) ?? Infinity };
  });
  return priced.toSorted((a, b) => (a.cost < b.cost ? -1 : Number(a.cost > b.cost))).map(({ member }) => member);
}

/**
 * A provider that begins with whoever answers this request for the least money: by the tokens of its prompt (estimated) and of the
 * answer that it may have. Equal prices, and members without a known one, which come last, keep their order. It goes on to the next as
 * {@link fallback} does, before the first content only.
 *
 * @throws TypeError as `fallback` does
 * @example
 * const route = cheapest([first, second], { catalogue: { lookup: (provider) => ({ price: provider === 'first' ? { input: 1, output: 4 } : { input: 2, output: 2 } }) } });
 */
export function cheapest<const Id extends string = string>(providers: Members, options: CheapestOptions<Id>): Route<Id> {
  const { catalogue, answerTokens = 500 } = options;
  return defineRoute({ name: 'cheapest', strategy: inOrder((call) => byPrice(call, catalogue, answerTokens)) }, providers, options);
}
