import type { AsyncGeneratorProvider, Model, ProviderFlags, ProviderInfo } from '@g4f/core';
import type { BridgeFlags, BridgeOptions, commonFlags } from './bridge-options.ts';
import { defineBridge } from './define-bridge.ts';
import type { ProviderLike } from './language-model.ts';

/** What {@link fromProvider} must be told. */
export interface ProviderOptionsOf<Id extends string = string, Models extends readonly [Model, ...Model[]] = readonly [Model, ...Model[]], Flags extends ProviderFlags = ProviderFlags>
  extends BridgeOptions<Flags> {
  /** The provider's id. */
  readonly id: Id;
  /** The models, the first of which is the default. Another one that a request names is asked for too: upstream may have more. */
  readonly models: Models;
}

/** The info of a provider that {@link fromProvider} makes. */
export type SdkProviderInfo<Id extends string, Models, Flags extends ProviderFlags> = Omit<ProviderInfo, 'id' | 'models' | keyof ProviderFlags> &
  BridgeFlags<Flags> & { readonly id: Id; readonly models: Models };

/**
 * Makes a provider of the AI SDK one of ours, with all its models. The rest is as with `fromLanguageModel`.
 *
 * @throws TypeError for an id that no provider may have
 * @example
 * const cohere = fromProvider(createCohere({ apiKey }), { id: 'cohere', models: ['command-a'], flags: { supportsTools: true }, secrets: [apiKey] });
 */
export function fromProvider<const Id extends string, const Models extends readonly [Model, ...Model[]], const Flags extends ProviderFlags = typeof commonFlags>(
  provider: ProviderLike,
  options: ProviderOptionsOf<Id, Models, Flags>,
): AsyncGeneratorProvider<SdkProviderInfo<Id, Models, Flags>>;
export function fromProvider(provider: ProviderLike, options: ProviderOptionsOf): AsyncGeneratorProvider {
  return defineBridge({ ...options, modelOf: (id) => provider.languageModel(id) });
}
