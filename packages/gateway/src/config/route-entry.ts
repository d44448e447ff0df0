import { z } from 'zod';
import { number, text, time } from './fields.ts';

const renamed = z.strictObject({
  provider: text().describe('The id of a provider.'),
  aliases: z.record(z.string(), text()).describe('What its models are called in this route: name to id.'),
});

/** Who a route may ask: a provider or an earlier route by id, one with other names for its models, or a route inside this one. */
export type MemberEntry = string | z.output<typeof renamed> | InnerRouteEntry;

/** What the kinds of routes are told, by name. */
type Told =
  | { readonly kind: 'fallback' | 'roundRobin' | 'leastLatency' | 'sticky' }
  | { readonly kind: 'weighted'; readonly weights: { readonly [id: string]: number } }
  | { readonly kind: 'cheapest'; readonly answerTokens?: number | undefined }
  | { readonly kind: 'hedge'; readonly after?: number | undefined; readonly atLeast?: number | undefined; readonly atOnce?: number | undefined }
  | { readonly kind: 'retry'; readonly attempts?: number | undefined; readonly delay?: number | undefined; readonly longestDelay?: number | undefined };

/** A route inside another, which needs no id. */
export type InnerRouteEntry = Told & { readonly id?: string | undefined; readonly members: readonly MemberEntry[] };

/** One route of a configuration: an id of its own, and providers as one. */
export type RouteEntry = InnerRouteEntry & { readonly id: string };

const member = z.union([text(), renamed, z.lazy((): z.ZodType<InnerRouteEntry> => routeOf(text().optional()))], {
  error: 'must be the id of a provider, a provider with aliases, or a route',
});
const members: z.ZodType<readonly MemberEntry[]> = z.array(member).min(1, 'must name at least one').meta({ id: 'members' });

function routeOf<Id extends z.ZodType<string | undefined>>(id: Id) {
  const common = { id, members };
  return z.discriminatedUnion(
    'kind',
    [
      z.strictObject({ kind: z.enum(['fallback', 'roundRobin', 'leastLatency', 'sticky']), ...common }),
      z.strictObject({ kind: z.literal('weighted'), ...common, weights: z.record(z.string(), number(z.number().nonnegative())).describe("By a member's id: how often it begins, against the others.") }),
      z.strictObject({ kind: z.literal('cheapest'), ...common, answerTokens: number(z.number().int().positive()).optional() }),
      z.strictObject({ kind: z.literal('hedge'), ...common, after: time().optional(), atLeast: time().optional(), atOnce: number(z.number().int().positive()).optional() }),
      z.strictObject({ kind: z.literal('retry'), ...common, attempts: number(z.number().int().positive()).optional(), delay: time().optional(), longestDelay: time().optional() }),
    ],
    { error: 'must have a kind: fallback, roundRobin, leastLatency, sticky, weighted, cheapest, hedge or retry' },
  );
}

/** Reads a route. */
export const routeEntry = routeOf(text());
