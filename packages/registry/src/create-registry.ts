import { contract, ProviderError, type AsyncGeneratorProvider } from '@g4f/core';
import { createCatalogue, walk, type Candidate } from './catalogue.ts';
import { meets, plainBits, toCriteria } from './criteria.ts';
import { explainAll } from './explanation.ts';
import { noProvider } from './no-provider.ts';
import type { Query } from './query.ts';
import type { Registry } from './registry.ts';

/** What a registry may be told besides its providers. */
export interface RegistryOptions {
  /**
   * Names of your own for models: name to model, or to `provider/model`. They win over what providers call their models, and are
   * resolved once: an alias of an alias finds nothing.
   * @default none
   */
  readonly aliases?: { readonly [name: string]: string } | undefined;
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
export function createRegistry(list: readonly AsyncGeneratorProvider[], { aliases = {} }: RegistryOptions = {}): { readonly [K in keyof Registry]: unknown } {
  check(list);
  const providers = Object.freeze([...list]);
  const catalogue = createCatalogue(providers, aliases);

  const firstFor = ({ model }: Query): Candidate<AsyncGeneratorProvider> | undefined => {
    if (model !== undefined && typeof model !== 'string') refuse('model in a query must be a text');
    return catalogue.first(model);
  };
  const match = (query: Query): Candidate<AsyncGeneratorProvider> => {
    const wanted = plainBits(query, catalogue.bits);
    let candidate = firstFor(query);
    if (wanted === undefined) {
      const criteria = toCriteria(query, catalogue.bits);
      while (candidate !== undefined && !meets(candidate, criteria)) candidate = candidate.next;
    } else while (candidate !== undefined && (candidate.yes & wanted) !== wanted) candidate = candidate.next;
    if (candidate === undefined) throw noProvider(query, catalogue, explainAll(catalogue, query));
    return candidate;
  };

  return Object.freeze({
    providers,
    [Symbol.iterator]: () => providers.values(),
    get: (id: string) => catalogue.entries.get(id)?.provider,
    select(query: Query) {
      const criteria = toCriteria(query, catalogue.bits);
      const matching = [...walk(firstFor(query))].filter((candidate) => meets(candidate, criteria));
      return [...new Set(matching.map(({ provider }) => provider))];
    },
    resolve: (query: Query) => match(query).provider,
    match(query: Query) {
      const { provider, model } = match(query);
      return { provider, model: model ?? catalogue.lookup(query.model ?? '').name };
    },
    explain: (query: Query) => explainAll(catalogue, query),
  });
}
