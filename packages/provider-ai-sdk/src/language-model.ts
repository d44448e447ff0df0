/**
 * An AI SDK language model, by shape: whatever has these fits, from specification v2 (AI SDK 5) to v4 (AI SDK 7), and nothing of the
 * SDK need be installed. Its requests and answers are written and read in one place each, where the versions differ.
 *
 * @see https://ai-sdk.dev/providers
 */
export interface LanguageModelLike {
  /** `v2`, `v3` or `v4`. Later ones are spoken to as `v4`. */
  readonly specificationVersion: string;
  /** For example `anthropic.messages`. */
  readonly provider: string;
  readonly modelId: string;
  /** Addresses that the service fetches by itself, by media type. */
  readonly supportedUrls: PromiseLike<SupportedUrls> | SupportedUrls;
  doStream(options: never): PromiseLike<StreamResultLike>;
}

/** By media type, which may be a pattern such as `image/*`. */
export interface SupportedUrls {
  readonly [mediaType: string]: readonly RegExp[];
}

/** What a model's `doStream` gives. Its parts are read one by one, with no trust in their shape. */
export interface StreamResultLike {
  readonly stream: ReadableStream<unknown>;
  readonly response?: { readonly headers?: { readonly [name: string]: string } | undefined } | undefined;
}

/** An AI SDK provider, by shape: makes models by their ids. */
export interface ProviderLike {
  languageModel(modelId: string): LanguageModelLike;
}

/** What a provider of the AI SDK understands alone: by its own name there, for example `{ anthropic: { … } }`. */
export interface SdkOptions {
  readonly [provider: string]: { readonly [option: string]: unknown };
}

/** What the SDK calls its providers in options and references: the first word of `anthropic.messages`. */
export function optionsName({ provider }: LanguageModelLike): string {
  return provider.split('.')[0] ?? provider;
}
