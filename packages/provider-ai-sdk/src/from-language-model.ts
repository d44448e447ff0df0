import { ProviderError, type AsyncGeneratorProvider, type ModelInfo, type ProviderFlags, type ProviderInfo } from '@g4f/core';
import type { BridgeFlags, BridgeOptions, commonFlags } from './bridge-options.ts';
import { defineBridge } from './define-bridge.ts';
import { optionsName, type LanguageModelLike } from './language-model.ts';

/** What {@link fromLanguageModel} may be told. */
export interface LanguageModelOptions<Id extends string = string, Flags extends ProviderFlags = ProviderFlags> extends BridgeOptions<Flags> {
  /** The provider's id. @default the SDK's provider and the model, for example `anthropic-claude-opus-4-1` */
  readonly id?: Id | undefined;
  /** Tokens, input and output together. @default unknown */
  readonly contextWindow?: number | undefined;
}

/** The info of a provider that {@link fromLanguageModel} makes. */
export type LanguageModelInfo<Id extends string, Flags extends ProviderFlags> = Omit<ProviderInfo, 'id' | keyof ProviderFlags> & BridgeFlags<Flags> & { readonly id: Id };

/** An id that a provider may have, of what the SDK calls a model. */
function idOf(model: LanguageModelLike): string {
  return `${optionsName(model)}-${model.modelId}`
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '');
}

/**
 * Makes any language model of the AI SDK (specification v2 to v4) a provider.
 *
 * The SDK opens the connection, so a call with `proxy` or `dispatcher` is refused as `unsupported`, and the `connect` deadline has no
 * effect. What the model gives as `providerMetadata` is kept as `metadata[id]` and goes back unchanged; `options[id]` of a request is
 * its `providerOptions`.
 *
 * @throws TypeError for an id that no provider may have
 * @example
 * const provider = fromLanguageModel(bedrock('anthropic.claude-sonnet-4-5'), { flags: { supportsTools: true, supportsImages: true } });
 * for await (const chunk of provider.createAsyncGenerator({ messages })) process.stdout.write(chunk);
 */
export function fromLanguageModel<const Id extends string = string, const Flags extends ProviderFlags = typeof commonFlags>(
  model: LanguageModelLike,
  options?: LanguageModelOptions<Id, Flags>,
): AsyncGeneratorProvider<LanguageModelInfo<Id, Flags>>;
export function fromLanguageModel(model: LanguageModelLike, { id = idOf(model), contextWindow, ...options }: LanguageModelOptions = {}): AsyncGeneratorProvider {
  const { modelId } = model;
  const info: ModelInfo | string = contextWindow === undefined ? modelId : { id: modelId, contextWindow };
  return defineBridge({
    ...options,
    id,
    models: [info],
    modelOf(asked) {
      if (asked === modelId) return model;
      throw new ProviderError(`there is no model ${JSON.stringify(asked)} here, only ${modelId}; \`fromProvider\` takes several`, { code: 'not-found' });
    },
  });
}
