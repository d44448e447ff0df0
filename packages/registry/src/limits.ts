import type { AsyncGeneratorProvider } from '@g4f/core';
import { invalid, type Flags } from './criteria.ts';
import type { CountTokens } from './estimate-tokens.ts';
import type { HealthView } from './health-view.ts';
import { factsOf } from './known-model.ts';
import type { ModelCatalogue, ModelFacts } from './model-catalogue.ts';
import type { Query } from './query.ts';
import type { Reason } from './reason.ts';
import { requirementsOf, unmetBy, type Requirements } from './requirements.ts';

/** What a registry knows besides its providers. */
export interface World {
  readonly catalogue: ModelCatalogue | undefined;
  readonly health: HealthView | undefined;
  readonly countTokens: CountTokens | undefined;
}

/** A model that a query is held against. */
export interface Asked {
  readonly provider: AsyncGeneratorProvider;
  /** The id that the provider has for it. */
  readonly model: string;
  readonly flags: Flags;
  /** Tokens, as the provider itself says. */
  readonly contextWindow: number | undefined;
}

/** Gives the reasons of one kind against a model. */
type Limit = (asked: Asked, facts: ModelFacts) => readonly Reason[];

const isAmount = (value: unknown): value is number => typeof value === 'number' && value >= 0;

function contextLimit(wanted: unknown, isLax: boolean): Limit {
  if (!isAmount(wanted)) throw invalid('minContext', 'a number of tokens');
  return (_asked, { contextWindow: known }) => {
    if (known === undefined ? isLax : known >= wanted) return [];
    const message = known === undefined ? "says nothing of its context, nor does a catalogue; undeclared: 'allow' would let it pass" : `has a context of ${known} tokens, less than ${wanted}`;
    return [{ code: 'context', limit: 'context', wanted, known, message }];
  };
}

function priceLimit(asked: unknown, isLax: boolean): Limit {
  const most: { readonly [kind: string]: unknown } = typeof asked === 'object' ? { ...asked } : { input: asked, output: asked };
  const isSound = Object.entries(most).every(([kind, value]) => (kind === 'input' || kind === 'output') && (value === undefined || isAmount(value)));
  if (!isSound || asked === null) throw invalid('maxPrice', 'a number or { input, output }, in USD per million tokens');
  return (_asked, { price }) =>
    (['input', 'output'] as const).flatMap((tokens): readonly Reason[] => {
      const wanted = most[tokens];
      const known = price?.[tokens];
      if (!isAmount(wanted) || (known === undefined ? isLax : known <= wanted)) return [];
      const message =
        known === undefined ? `has no known price of ${tokens}; a catalogue may know it, and undeclared: 'allow' would let it pass` : `costs $${known} a million tokens of ${tokens}, more than $${wanted}`;
      return [{ code: 'price', tokens, wanted, known, message }];
    });
}

function healthLimit(wanted: unknown, health: HealthView | undefined): Limit {
  if (typeof wanted !== 'boolean') throw invalid('healthy', 'true or false');
  if (health === undefined) throw invalid('healthy', 'left out, or the registry told who is: createRegistry(providers, { health })');
  return ({ provider, model }) => {
    const healthy = health.isHealthy(provider.id, model);
    if ((healthy ?? true) === wanted) return [];
    return [{ code: 'health', healthy, message: wanted ? 'was found not to be healthy' : `${healthy === undefined ? 'was not looked at yet' : 'was found to be healthy'}, and the query asks for the others` }];
  };
}

/** What the request in a query asks for, if it has one. */
export function requirementsIn({ for: request }: Query, { countTokens }: World): Requirements | undefined {
  if (request === undefined) return undefined;
  const messages: unknown = (request as Partial<typeof request> | null)?.messages;
  if (!Array.isArray(messages)) throw invalid('for', 'a request: an object with an array of messages');
  return requirementsOf(request, { countTokens });
}

/** All that may speak against a model apart from its flags. */
export interface Limits {
  readonly reasons: (asked: Asked) => readonly Reason[];
  /** Tells that there is none. */
  readonly areMet: (asked: Asked) => boolean;
}

/**
 * Reads off a query what stands besides its flags. `undefined` for nothing, as nearly always.
 *
 * @throws ProviderError `invalid-request` for a value that means nothing
 */
export function toLimits(query: Query, world: World): Limits | undefined {
  const { minContext, maxPrice, healthy, undeclared } = query;
  const isLax = undeclared === 'allow';
  const requirements = requirementsIn(query, world);
  const limits: Limit[] = [];
  if (requirements !== undefined) limits.push(({ flags }, facts) => unmetBy({ flags, facts }, requirements));
  if (minContext !== undefined) limits.push(contextLimit(minContext, isLax));
  if (maxPrice !== undefined) limits.push(priceLimit(maxPrice, isLax));
  if (healthy !== undefined) limits.push(healthLimit(healthy, world.health));
  if (limits.length === 0) return undefined;
  const factsFor = ({ provider, model, contextWindow }: Asked): ModelFacts => factsOf(provider, model, contextWindow, world.catalogue);
  return {
    reasons(asked) {
      const facts = factsFor(asked);
      return limits.flatMap((limit) => limit(asked, facts));
    },
    areMet(asked) {
      const facts = factsFor(asked);
      return limits.every((limit) => limit(asked, facts).length === 0);
    },
  };
}
