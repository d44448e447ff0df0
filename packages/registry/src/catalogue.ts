import { modelId, type AsyncGeneratorProvider, type Model } from '@g4f/core';
import { bitsWhere, numberFlags, type FlagBits, type FlagMask, type Flags } from './criteria.ts';

/** What one provider says of one model or more, ready to be compared with a query. */
export interface Candidate<P> extends FlagMask {
  readonly provider: P;
  /** The id to ask the provider for; `undefined` for the very name that led here. */
  readonly model: string | undefined;
  /**
   * The next in order of preference. A chain and not an array, and one object for all the models of a provider that are alike: in a
   * large catalogue each object on the way to an answer is a wait for memory.
   */
  readonly next: Candidate<P> | undefined;
}

/** What the index knows of one provider. */
export interface Entry<P> {
  readonly provider: P;
  /** Its models by id and by alias, which wins, as it does in a call; none has a `next`. */
  readonly names: ReadonlyMap<string, Candidate<P>>;
  /** One model for each different set of flags, by its id, in the provider's own order. */
  readonly distinct: readonly Candidate<P>[];
  /** Any model that has no word of its own. */
  readonly own: Candidate<P>;
}

/** The models that a name may mean. */
export interface Lookup<P> {
  /** The most preferred, and so on by `next`; one for each provider. `undefined` where nobody has the model. */
  readonly first: Candidate<P> | undefined;
  /** The name as the providers know it: without the provider's id, and with the registry's alias resolved. */
  readonly name: string;
  /** The one provider that the name allows, if it names one. */
  readonly only: Entry<P> | undefined;
}

/** Every model of every provider by every name. */
export interface Catalogue<P> {
  readonly bits: FlagBits;
  /** By id, in order of preference. */
  readonly entries: ReadonlyMap<string, Entry<P>>;
  /** The first candidate for a model's name, or for any model at all. */
  readonly first: (model: string | undefined) => Candidate<P> | undefined;
  readonly lookup: (model: string) => Lookup<P>;
  /** Every name that finds something by itself. */
  readonly names: () => Iterable<string>;
}

/** Walks a chain of candidates. */
export function* walk<P>(first: Candidate<P> | undefined): Generator<Candidate<P>, void, undefined> {
  for (let candidate = first; candidate !== undefined; candidate = candidate.next) yield candidate;
}

/** The booleans among an object's properties: flags are open, so a list of names would miss those that other packages add. */
export function flagsOf(info: Model | AsyncGeneratorProvider): Flags {
  return Object.fromEntries(Object.entries(info).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'));
}

function declaredFlags(provider: AsyncGeneratorProvider): readonly string[] {
  return [provider, ...provider.models].flatMap((info) => (typeof info === 'string' ? [] : Object.keys(flagsOf(info))));
}

function candidateOf<P>(provider: P, model: string | undefined, { flags, yes, no }: FlagMask, next?: Candidate<P>): Candidate<P> {
  return { provider, model, flags, yes, no, next };
}

function createEntry<P extends AsyncGeneratorProvider>(provider: P, bits: FlagBits): Entry<P> {
  const toMask = (flags: Flags): FlagMask => ({ flags, yes: bitsWhere(bits, flags, true), no: bitsWhere(bits, flags, false) });
  const own = candidateOf(provider, undefined, toMask(flagsOf(provider)));
  const listed = new Map<string, Candidate<P>>();
  for (const model of provider.models) {
    const override = typeof model === 'string' ? {} : flagsOf(model);
    const isPlain = Object.keys(override).length === 0;
    if (!listed.has(modelId(model))) listed.set(modelId(model), isPlain ? own : candidateOf(provider, undefined, toMask({ ...own.flags, ...override })));
  }
  const names = new Map(listed);
  for (const [alias, model] of Object.entries(provider.aliases ?? {})) names.set(alias, candidateOf(provider, model, listed.get(model) ?? own));
  const distinct: Candidate<P>[] = [];
  for (const [name, candidate] of names) {
    if (!distinct.some(({ flags }) => flags === candidate.flags)) distinct.push(candidateOf(provider, candidate.model ?? name, candidate));
  }
  return { provider, names, distinct, own };
}

/** Every name with those who know it. `a/b` means the model b of the provider a, so nobody else's `a/b` is among them. */
function chainByName<P>(entries: ReadonlyMap<string, Entry<P>>): Map<string, Candidate<P>> {
  const heads = new Map<string, Candidate<P>>();
  // From the last to the first, as a chain grows at its head.
  for (const { names } of [...entries.values()].reverse()) {
    for (const [name, candidate] of names) {
      if (entries.has(name.slice(0, Math.max(name.indexOf('/'), 0)))) continue;
      const head = heads.get(name);
      heads.set(name, head === undefined ? candidate : candidateOf(candidate.provider, candidate.model, candidate, head));
    }
  }
  return heads;
}

/** Builds the index. All the work of selection that does not depend on the query is done here, once. */
export function createCatalogue<P extends AsyncGeneratorProvider>(providers: readonly P[], aliases: { readonly [name: string]: string }): Catalogue<P> {
  const bits = numberFlags(providers.flatMap(declaredFlags));
  const entries = new Map(providers.map((provider) => [provider.id, createEntry(provider, bits)]));
  const heads = chainByName(entries);
  let any: Candidate<P> | undefined;
  for (const candidate of [...entries.values()].flatMap(({ distinct }) => distinct).reverse()) {
    any = candidateOf(candidate.provider, candidate.model, candidate, any);
  }

  const targets = new Map(Object.entries(aliases));
  const ofProvider = (only: Entry<P>, rest: string): Lookup<P> => {
    const name = only.names.has(rest) ? rest : (targets.get(rest) ?? rest);
    const isOpen = only.provider.listModels !== undefined && name !== '';
    return { first: only.names.get(name) ?? (isOpen ? only.own : undefined), name, only };
  };
  const ofName = (name: string): Lookup<P> => {
    const slash = name.indexOf('/');
    const only = slash < 0 ? undefined : entries.get(name.slice(0, slash));
    return only === undefined ? { first: heads.get(name), name, only } : ofProvider(only, name.slice(slash + 1));
  };
  const aliased = new Map([...targets].map(([alias, target]) => [alias, ofName(target)]));
  for (const [alias, { first }] of aliased) {
    if (first === undefined) heads.delete(alias);
    else heads.set(alias, first);
  }
  const lookup = (name: string): Lookup<P> => aliased.get(name) ?? ofName(name);
  return {
    bits,
    entries,
    first: (model) => (model === undefined ? any : (heads.get(model) ?? lookup(model).first)),
    lookup,
    names: () => heads.keys(),
  };
}
