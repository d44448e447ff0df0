import type { AsyncGeneratorProvider, ModelId, Only } from '@g4f/core';
import type { Explanation } from './explanation.ts';
import type { Query, Selected } from './query.ts';

/** A provider together with the model to ask it for. */
export interface Match<P = AsyncGeneratorProvider> {
  readonly provider: P;
  /** The id as the provider knows it: aliases resolved, the `provider/` of the query taken off. */
  readonly model: string;
}

/** The query that a registry of these providers takes, with the ids of their models for completion. */
export type QueryOf<P extends AsyncGeneratorProvider> = Query<ModelId<P>>;

/** Those of `P` whose id may be `Id`, as far as the types know. */
type Admitting<P, Id> = P extends { readonly id: infer Own } ? (Id extends Own ? P : never) : never;

/** What `get` gives for an id: the one provider that has it, or also nothing where the types do not know. */
export type ById<P extends AsyncGeneratorProvider, Id extends string> = string extends Id
  ? P | undefined
  : Id extends unknown
    ? [Extract<P, { readonly id: Id }>] extends [never]
      ? Admitting<P, Id> | undefined
      : Extract<P, { readonly id: Id }>
    : never;

/**
 * An ordered, immutable list of providers that answers who can do what. Order is preference. Selection reads declared flags alone: it
 * asks nobody, remembers nothing, and gives the same answer to the same query.
 *
 * A flag that a query asks for shows in the answer's type, and a provider whose type says that it lacks one drops out of it.
 * A flag means that *one* of a provider's models can: call with the model that {@link Registry.match} gives, or name one in the query.
 *
 * @example
 * const registry = createRegistry([aibn, other]);
 * const provider = registry.resolve({ model: 'gpt-3.5-turbo', supportsMessageHistory: true });
 * for await (const chunk of provider.createAsyncGenerator({ messages })) process.stdout.write(chunk);
 */
export interface Registry<P extends AsyncGeneratorProvider = AsyncGeneratorProvider> extends Iterable<P> {
  /** All of them, in order of preference. */
  readonly providers: readonly P[];
  /** The registry's own names for models, as it was told them: name to the models of which the first that anybody has is meant. */
  readonly aliases: { readonly [name: string]: readonly string[] };
  /** The provider with this id, working or not. */
  get<const Id extends P['id'] | (string & {})>(id: Id): ById<P, Id>;
  /** Every provider that matches, in order of preference. */
  select<const Q extends QueryOf<P>>(query: Q & Only<Q, Query>): readonly Selected<P, Q>[];
  /**
   * The first provider that matches.
   *
   * @throws ProviderError `no-provider`, with each candidate and why it was left out
   */
  resolve<const Q extends QueryOf<P>>(query: Q & Only<Q, Query>): Selected<P, Q>;
  /**
   * The first provider that matches, with the model to ask it for: for names that it would not know itself, such as the registry's own
   * aliases and `provider/model`.
   *
   * @throws ProviderError `no-provider`, as `resolve`
   */
  match<const Q extends QueryOf<P>>(query: Q & Only<Q, Query>): Match<Selected<P, Q>>;
  /** What becomes of each provider, in order of preference: chosen, or every reason why not. */
  explain<const Q extends QueryOf<P>>(query: Q & Only<Q, Query>): readonly Explanation<P>[];
}

/**
 * Any registry, whatever it is made of: the type for a function that is handed one. Its answers have no flags in their type.
 *
 * @example
 * const nameOf = (registry: AnyRegistry): string => registry.resolve({ supportsTools: true }).id;
 * nameOf(createRegistry([aibn, other]));
 */
export interface AnyRegistry extends Iterable<AsyncGeneratorProvider> {
  /** As {@link Registry.providers}. */
  readonly providers: readonly AsyncGeneratorProvider[];
  /** As {@link Registry.get}. */
  get(id: string): AsyncGeneratorProvider | undefined;
  /** As {@link Registry.select}. */
  select(query: Query): readonly AsyncGeneratorProvider[];
  /** As {@link Registry.resolve}. */
  resolve(query: Query): AsyncGeneratorProvider;
  /** As {@link Registry.match}. */
  match(query: Query): Match;
  /** As {@link Registry.explain}. */
  explain(query: Query): readonly Explanation[];
}
