import { modelId, type AsyncGeneratorProvider, type ModelInfo } from '@g4f/core';
import { bitsWhere, numberFlags, type FlagBits, type FlagMask } from './criteria.ts';
import { flagsOf, modelFlags, ownFlags } from './known-model.ts';
import type { ModelCatalogue } from './model-catalogue.ts';

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
  /** Tokens that its models hold, where it says so, by their ids. */
  readonly windows: ReadonlyMap<string, number>;
  /** A model that the provider does not list. */
  readonly unlisted: (id: string) => Candidate<P>;
}

/** The models that a name may mean. */
export interface Lookup<P> {
  /** The most preferred, and so on by `next`; one for each provider. `undefined` where nobody has the model. */
  readonly first: Candidate<P> | undefined;
  /** The name as the providers know it: without the provider's id, and with the registry's alias resolved. */
  readonly name: string;
  /** The one provider that the name allows, if it names one. */
  readonly only: Entry<P> | undefined;
  /** The name that was asked for, where nobody has it any more and `name` replaces it. */
  readonly replaces?: string | undefined;
}

/** Other names for models. */
export interface Names {
  /** Names of the registry's own: to the first of several models that anybody has. They win. */
  readonly aliases: { readonly [name: string]: readonly string[] };
  /** What to take for models that nobody has. */
  readonly replacements?: { readonly [name: string]: string } | undefined;
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

/** Every model of every provider by each of its names, in order of preference. */
export function* eachModel<P>({ entries }: Pick<Catalogue<P>, 'entries'>): Generator<Candidate<P>, void, undefined> {
  for (const { names } of entries.values()) for (const [name, candidate] of names) yield candidate.model === undefined ? candidateOf(candidate.provider, name, candidate) : candidate;
}

function declaredFlags(provider: AsyncGeneratorProvider): readonly string[] {
  return [ownFlags(provider), ...provider.models.map((model) => (typeof model === 'string' ? {} : flagsOf(model)))].flatMap(Object.keys);
}

function candidateOf<P>(provider: P, model: string | undefined, { flags, yes, no }: FlagMask, next?: Candidate<P>): Candidate<P> {
  return { provider, model, flags, yes, no, next };
}

function createEntry<P extends AsyncGeneratorProvider>(provider: P, bits: FlagBits, facts: ModelCatalogue | undefined): Entry<P> {
  const own = ownFlags(provider);
  const alike = new Map<string, Candidate<P>>();
  /** One candidate for all the models with the same flags. */
  const candidateFor = (id: string, info: object): Candidate<P> => {
    const flags = modelFlags(own, info, facts?.lookup(provider.id, id));
    const key = JSON.stringify(flags);
    const known = alike.get(key);
    if (known !== undefined) return known;
    const made = candidateOf(provider, undefined, { flags, yes: bitsWhere(bits, flags, true), no: bitsWhere(bits, flags, false) });
    alike.set(key, made);
    return made;
  };
  const unlisted = (id: string): Candidate<P> => candidateFor(id, {});
  const listed = new Map<string, Candidate<P>>();
  const windows = new Map<string, number>();
  for (const model of provider.models) {
    const id = modelId(model);
    if (listed.has(id)) continue;
    const info: ModelInfo = typeof model === 'string' ? { id } : model;
    listed.set(id, candidateFor(id, info));
    if (info.contextWindow !== undefined) windows.set(id, info.contextWindow);
  }
  const names = new Map(listed);
  for (const [alias, model] of Object.entries(provider.aliases ?? {})) names.set(alias, candidateOf(provider, model, listed.get(model) ?? unlisted(model)));
  const distinct: Candidate<P>[] = [];
  for (const [name, candidate] of names) {
    if (!distinct.some(({ flags }) => flags === candidate.flags)) distinct.push(candidateOf(provider, candidate.model ?? name, candidate));
  }
  return { provider, names, distinct, windows, unlisted };
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
export function createCatalogue<P extends AsyncGeneratorProvider>(providers: readonly P[], { aliases, replacements = {} }: Names, facts?: ModelCatalogue): Catalogue<P> {
  const bits = numberFlags(providers.flatMap(declaredFlags));
  const entries = new Map(providers.map((provider) => [provider.id, createEntry(provider, bits, facts)]));
  const heads = chainByName(entries);
  let any: Candidate<P> | undefined;
  for (const candidate of [...entries.values()].flatMap(({ distinct }) => distinct).reverse()) {
    any = candidateOf(candidate.provider, candidate.model, candidate, any);
  }

  const targets = new Map(Object.entries(aliases));
  const successors = new Map(Object.entries(replacements));
  const ofProvider = (only: Entry<P>, rest: string): Lookup<P> => {
    const isOpen = only.provider.listModels !== undefined;
    const [first = rest, ...others] = only.names.has(rest) ? [] : (targets.get(rest) ?? []);
    const aliased = [first, ...others].find((target) => only.names.has(target)) ?? first;
    const successor = only.names.has(aliased) || isOpen ? undefined : successors.get(aliased);
    const replaces = successor !== undefined && only.names.has(successor) ? aliased : undefined;
    const name = replaces === undefined ? aliased : (successor ?? aliased);
    return { first: only.names.get(name) ?? (isOpen && name !== '' ? only.unlisted(name) : undefined), name, only, replaces };
  };
  const ofName = (name: string): Lookup<P> => {
    const slash = name.indexOf('/');
    const only = slash < 0 ? undefined : entries.get(name.slice(0, slash));
    return only === undefined ? { first: heads.get(name), name, only } : ofProvider(only, name.slice(slash + 1));
  };
  /** The first of several names that anybody has; the first of all if nobody has any. */
  const ofNames = (names: readonly string[]): Lookup<P> => {
    const found = names.map(ofName);
    return found.find(({ first }) => first !== undefined) ?? found[0] ?? { first: undefined, name: '', only: undefined };
  };
  // Aliases are resolved against the models alone: an alias of an alias finds nothing.
  const known = new Map([...targets].map(([alias, names]) => [alias, ofNames(names)]));
  for (const [name, successor] of successors) {
    if (known.has(name) || ofName(name).first !== undefined) continue;
    const found = ofName(successor);
    if (found.first !== undefined) known.set(name, { ...found, replaces: name });
  }
  for (const [alias, { first }] of known) {
    if (first === undefined) heads.delete(alias);
    else heads.set(alias, first);
  }
  const lookup = (name: string): Lookup<P> => known.get(name) ?? ofName(name);
  return {
    bits,
    entries,
    first: (model) => (model === undefined ? any : (heads.get(model) ?? lookup(model).first)),
    lookup,
    names: () => heads.keys(),
  };
}
