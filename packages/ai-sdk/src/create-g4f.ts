import { NoSuchModelError, type LanguageModelV3, type LanguageModelV3CallOptions, type ProviderV3 } from '@ai-sdk/provider';
import { isProviderError, needsOf, type AsyncGeneratorProvider, type RunInit } from '@g4f/core';
import type { Match, Query } from '@g4f/registry';
import { collectAnswer } from './collect-answer.ts';
import { startAnswer, type Choose } from './start-answer.ts';
import { streamAnswer } from './stream-answer.ts';

/** What is asked of a registry, by shape: any `createRegistry` gives fits. */
export interface RegistryLike {
  match(query: never): Match;
}

/** What {@link createG4f} may be told, whoever answers. */
export interface G4fOptions {
  /**
   * How calls run: keys by provider id, deadlines, a proxy. The SDK's own `abortSignal` stops a call.
   * @default nothing
   */
  readonly init?: Omit<RunInit, 'signal'> | undefined;
  /**
   * Addresses that are handed on as they are, by media type: the SDK downloads all others itself and sends their bytes. `{}` is for
   * services that fetch nothing.
   * @default every `https:` address
   */
  readonly supportedUrls?: { readonly [mediaType: string]: readonly RegExp[] } | undefined;
}

/** Whom {@link createG4f} asks. */
export type G4fSource =
  | {
      /** Chooses by the model and by what each request needs. */
      readonly registry: RegistryLike;
      /** What else is wanted of a provider, for example `{ needsAuth: false }` or `{ undeclared: 'allow' }`. @default nothing */
      readonly query?: Omit<Query, 'model'> | undefined;
    }
  | {
      /** The only one to ask, also where it is a route. */
      readonly provider: AsyncGeneratorProvider;
    };

/** A provider of the AI SDK, which can also be called for a model. */
export interface G4fProvider extends ProviderV3 {
  (modelId: string): LanguageModelV3;
  readonly chat: (modelId: string) => LanguageModelV3;
  readonly textEmbeddingModel: (modelId: string) => never;
  readonly embeddingModel: (modelId: string) => never;
  readonly imageModel: (modelId: string) => never;
}

type ModelType = ConstructorParameters<typeof NoSuchModelError>[0]['modelType'];

/** Finds who answers a request for a model. */
type Finder = (query: Query) => Match;

function finderOf(source: G4fSource): Finder {
  if ('provider' in source) return ({ model = '' }) => ({ provider: source.provider, model });
  const { registry, query } = source;
  // The registry's own types read a query's flags off its literal, and this one is made of a request.
  return (asked) => registry.match({ ...query, ...asked } as never);
}

/** @throws NoSuchModelError where nobody has the model, working or not */
function checkModel(find: Finder, modelId: string): void {
  try {
    find({ model: modelId, working: 'any', undeclared: 'allow' });
  } catch (error) {
    if (!isProviderError(error) || error.code !== 'no-provider') throw error;
    throw new NoSuchModelError({ modelId, modelType: 'languageModel', message: error.message });
  }
}

/**
 * Makes a registry, or one provider, a provider of the AI SDK: `streamText`, `generateText`, tools, structured output and `useChat` run
 * on it. Models are those of the registry: ids, aliases, `provider/model`. Who answers is chosen for each request, by what it needs.
 *
 * The models are of specification v3, which AI SDK 6 and 7 take.
 *
 * @example
 * const g4f = createG4f({ registry: createRegistry(providers), init: { apiKeys: { openai: key } } });
 * const { textStream } = streamText({ model: g4f('gpt-4o'), prompt: 'Hi' });
 */
export function createG4f({ init = {}, supportedUrls = { '*/*': [/^https:\/\//] }, ...source }: G4fOptions & G4fSource): G4fProvider {
  const find = finderOf(source);
  const urls = Object.fromEntries(Object.entries(supportedUrls).map(([type, patterns]) => [type, [...patterns]]));

  const languageModel = (modelId: string): LanguageModelV3 => {
    checkModel(find, modelId);
    const choose: Choose = (request) => find({ ...Object.fromEntries(needsOf(request).map(({ flag }) => [flag, true])), model: modelId });
    const start = (options: LanguageModelV3CallOptions) => startAnswer(options, choose, init);
    return {
      specificationVersion: 'v3',
      provider: 'g4f',
      modelId,
      supportedUrls: urls,
      doGenerate: async (options) => collectAnswer(await start(options)),
      doStream: async (options) => ({ stream: streamAnswer(await start(options), options.abortSignal) }),
    };
  };
  const none =
    (modelType: ModelType) =>
    (modelId: string): never => {
      throw new NoSuchModelError({ modelId, modelType });
    };

  return Object.assign((modelId: string) => languageModel(modelId), {
    specificationVersion: 'v3' as const,
    languageModel,
    chat: languageModel,
    embeddingModel: none('embeddingModel'),
    textEmbeddingModel: none('embeddingModel'),
    imageModel: none('imageModel'),
  });
}
