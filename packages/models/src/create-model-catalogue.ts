import type { ModelFacts, ProviderModels } from './model-facts.ts';

/** What is known of one provider's models: a table, or a function where a rule says it. */
export type ModelSource = ProviderModels | ((model: string) => ModelFacts | undefined);

/** What to look up models in. */
export interface ModelCatalogueOptions {
  /**
   * Your own entries by `provider/model`. Each of their properties wins over the data's; `undefined` takes one away.
   * @default none
   */
  readonly own?: { readonly [name: string]: ModelFacts } | undefined;
}

/** Looks up facts by the provider's id and its id for the model: a registry's `catalogue`. */
export interface ModelCatalogue {
  readonly lookup: (provider: string, model: string) => ModelFacts | undefined;
}

/** A snapshot of a model, by its day: `gpt-4o-2024-08-06`, `claude-sonnet-4-5-20250929`. */
const snapshot = /-20\d\d-?[01]\d-?[0-3]\d$/;

function inTable(models: ProviderModels, name: string): ModelFacts | undefined {
  // Google's own name of a model is a path: https://ai.google.dev/api/models
  const id = name.replace(/^models\//, '');
  if (Object.hasOwn(models, id)) return models[id];
  const base = id.replace(snapshot, '');
  if (base === id || !Object.hasOwn(models, base)) return undefined;
  const { price: _price, ...facts } = models[base] ?? {};
  return facts;
}

/**
 * Makes a catalogue of what is known of models, by provider id. A model is found by its exact id, with or without `models/` before it;
 * a dated snapshot that is not listed has the facts of its model, but no price: snapshots of one model have had different ones.
 *
 * @example
 * const catalogue = createModelCatalogue({ openai, groq, mine: openai }, { own: { 'openai/gpt-4o': { price: { input: 2, output: 8 } } } });
 * catalogue.lookup('mine', 'gpt-4o-mini')?.contextWindow; // 128000
 */
export function createModelCatalogue(sources: { readonly [provider: string]: ModelSource }, { own = {} }: ModelCatalogueOptions = {}): ModelCatalogue {
  const bySource = new Map(Object.entries(sources));
  const ownFacts = new Map(Object.entries(own));
  return Object.freeze({
    lookup(provider: string, model: string): ModelFacts | undefined {
      const source = bySource.get(provider);
      const facts = typeof source === 'function' ? source(model) : source && inTable(source, model);
      const mine = ownFacts.size === 0 ? undefined : ownFacts.get(`${provider}/${model}`);
      return mine === undefined ? facts : { ...facts, ...mine };
    },
  });
}
