import { modelId, modelInfo, type ProviderInfo } from '@g4f/core';
import type { Flags } from './criteria.ts';
import { isLocal } from './local.ts';
import type { ModelCatalogue, ModelFacts } from './model-catalogue.ts';

/** The booleans among an object's properties: flags are open, so a list of names would miss those that other packages add. */
export function flagsOf(info: object): Flags {
  return Object.fromEntries(Object.entries(info).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'));
}

/** What a provider says of itself, and where it is. */
export function ownFlags(provider: ProviderInfo): Flags {
  const local = isLocal(provider);
  return { ...flagsOf(provider), ...(local === undefined ? {} : { local }) };
}

/**
 * The flags of one model: its own word, else what the catalogue takes back, else the provider's. A provider's flag says that one of its
 * models can, so the catalogue may say of which it is not true; it never grants what the provider does not declare, since the provider's
 * code would refuse to carry it.
 */
export function modelFlags(own: Flags, model: object, facts: ModelFacts | undefined): Flags {
  const taken = facts === undefined ? [] : Object.entries(flagsOf(facts)).filter(([flag, value]) => !value && own[flag] === true);
  return { ...own, ...Object.fromEntries(taken), ...flagsOf(model) };
}

/** What is known of one model, from its provider and from elsewhere. */
export interface KnownModel {
  readonly flags: Flags;
  /** The provider's word on the context window wins over the catalogue's. */
  readonly facts: ModelFacts;
}

/** The id that a provider has for one of its names; its first model's for none. */
export function ownName({ models, aliases = {} }: ProviderInfo, name: string | undefined): string {
  if (name === undefined) return modelId(models[0]);
  return Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
}

/** What is known of a model elsewhere, and its provider's word on its context before that. */
export function factsOf(provider: ProviderInfo, id: string, contextWindow: number | undefined, catalogue: ModelCatalogue | undefined): ModelFacts {
  const facts = catalogue?.lookup(provider.id, id) ?? {};
  return contextWindow === undefined ? facts : { ...facts, contextWindow };
}

/** All that is known of a model by any of its provider's names. */
export function knownModel(provider: ProviderInfo, name: string | undefined, catalogue?: ModelCatalogue): KnownModel {
  const id = ownName(provider, name);
  const info = modelInfo(provider, id);
  const facts = factsOf(provider, id, info.contextWindow, catalogue);
  return { flags: modelFlags(ownFlags(provider), info, facts), facts };
}
