import { contract, ProviderError, type AsyncGeneratorProvider } from '@g4f/core';
import { createCatalogue, eachModel, walk, type Candidate } from './catalogue.ts';
import { meets, plainBits, toCriteria } from './criteria.ts';
import type { CountTokens } from './estimate-tokens.ts';
import { explainAll, type Explanation } from './explanation.ts';
import type { HealthView } from './health-view.ts';
import { toLimits } from './limits.ts';
import type { ModelCatalogue } from './model-catalogue.ts';
import { noProvider } from './no-provider.ts';
import { modelOf, type Query } from './query.ts';
import type { Match, Registry } from './registry.ts';

/** What a registry may be told besides its providers. */
export interface RegistryOptions {
  /**
   * Names of your own for models: name to model, or to `provider/model`, or to several, of which the first that anybody has is meant.
   * They win over what providers call their models, and are resolved once: an alias of an alias finds nothing.
   * @default none
   */
  readonly aliases?: { readonly [name: string]: string | readonly string[] } | undefined;
  /**
   * What to take for a model that nobody here has any more: old name to new. `explain` says where one was taken. `@g4f/models` has a list.
   * @default none
   */
  readonly replacements?: { readonly [name: string]: string } | undefined;
  /**
   * What is known of models from elsewhere: context, limits, prices, and which of a provider's flags are not true of which model. It
   * never grants a flag, and a provider's own word on a model wins over it.
   * @default only what providers say
   */
  readonly catalogue?: ModelCatalogue | undefined;
  /** What was observed: for queries with `healthy`. @default such queries are refused */
  readonly health?: HealthView | undefined;
  /**
   * Counts the tokens of a text, for queries with `for`.
   * @default {@link estimateTokens}, an estimate on the low side
   * @example
   * import { countTokens } from 'gpt-tokenizer';
   * const registry = createRegistry(providers, { countTokens });
   */
  readonly countTokens?: CountTokens | undefined;
}

function refuse(message: string): never {
  throw new ProviderError(`registry: ${message}`, { code: 'invalid-request' });
}

function check(providers: readonly AsyncGeneratorProvider[]): void {
  const seen = new Map<string, string>();
  for (const [index, provider] of providers.entries()) {
    const { id, url } = provider;
    const version: unknown = provider.contract;
    if (version !== contract) {
      refuse(`provider ${id} is made for contract ${String(version)}, and this registry knows ${contract}; install versions of both that go together`);
    }
    const place = `number ${index + 1} (${url})`;
    const earlier = seen.get(id);
    if (earlier !== undefined) refuse(`two providers have the id "${id}": ${earlier} and ${place}; give one of them another id`);
    seen.set(id, place);
  }
}

/**
 * Makes a registry of providers. Their order is the order of preference.
 *
 * @throws ProviderError `invalid-request` for two providers with one id, and for a contract that it does not know
 * @example
 * const registry = createRegistry([aibn, fallback([first, second])], { aliases: { fast: 'gpt-3.5-turbo' } });
 */
export function createRegistry<const Ps extends readonly AsyncGeneratorProvider[]>(providers: Ps, options?: RegistryOptions): Registry<Ps[number]>;
// What the answers of `get` and of selection carry is known to the caller's types alone.
export function createRegistry(list: readonly AsyncGeneratorProvider[], options: RegistryOptions = {}): { readonly [K in keyof Registry]: unknown } {
  check(list);
  const providers = Object.freeze([...list]);
  const aliases = Object.freeze(Object.fromEntries(Object.entries(options.aliases ?? {}).map(([name, target]) => [name, Object.freeze(typeof target === 'string' ? [target] : [...target])])));
  const world = { catalogue: options.catalogue, health: options.health, countTokens: options.countTokens };
  const catalogue = createCatalogue(providers, { aliases, replacements: options.replacements }, world.catalogue);

  const modelIn = (query: Query): string | undefined => {
    const model = modelOf(query);
    if (model !== undefined && typeof model !== 'string') refuse('model in a query must be a text');
    return model;
  };
  const matching = function* (query: Query): Generator<Match, void, undefined> {
    const criteria = toCriteria(query, catalogue.bits);
    const limits = toLimits(query, world);
    const asked = modelIn(query);
    // Where more than flags counts, models with the same flags are not alike.
    const candidates = asked === undefined && limits !== undefined ? eachModel(catalogue) : walk(catalogue.first(asked));
    const name = asked === undefined ? '' : catalogue.lookup(asked).name;
    for (const candidate of candidates) {
      if (!meets(candidate, criteria)) continue;
      const { provider, model = name, flags } = candidate;
      const contextWindow = catalogue.entries.get(provider.id)?.windows.get(model);
      if (limits?.areMet({ provider, model, flags, contextWindow }) ?? true) yield { provider, model };
    }
  };
  const explain = (query: Query): readonly Explanation[] => {
    modelIn(query);
    toCriteria(query, catalogue.bits); // refuses what means nothing
    return explainAll(catalogue, query, toLimits(query, world));
  };
  /** The first candidate for a plain query, which nearly every one is. */
  const plainMatch = (query: Query): Candidate<AsyncGeneratorProvider> | undefined => {
    const wanted = plainBits(query, catalogue.bits);
    if (wanted === undefined) return undefined;
    let candidate = catalogue.first(modelIn(query));
    while (candidate !== undefined && (candidate.yes & wanted) !== wanted) candidate = candidate.next;
    return candidate;
  };
  const found = (query: Query): Match => {
    for (const first of matching(query)) return first;
    throw noProvider(query, catalogue, explain(query));
  };

  const match = (query: Query): Match => {
    const plain = plainMatch(query);
    return plain === undefined ? found(query) : { provider: plain.provider, model: plain.model ?? catalogue.lookup(modelOf(query) ?? '').name };
  };

  return Object.freeze({
    providers,
    aliases,
    [Symbol.iterator]: () => providers.values(),
    get: (id: string) => catalogue.entries.get(id)?.provider,
    select: (query: Query) => [...new Set([...matching(query)].map(({ provider }) => provider))],
    resolve: (query: Query) => (plainMatch(query) ?? found(query)).provider,
    match,
    explain,
  });
}
