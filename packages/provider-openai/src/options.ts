import type { Model, ProviderFlags, Setting } from '@g4f/core';
import type { OpenaiChatDialect } from '@g4f/wires/openai-chat';

/** A service that speaks Chat Completions. */
export interface OpenAICompatibleOptions<Id extends string = string, Models extends readonly [Model, ...Model[]] = readonly [Model, ...Model[]]> {
  /** Lower-case letters, digits, `.`, `_` and `-`. Keys, options and metadata go by it. */
  readonly id: Id;
  /** Everything before `/chat/completions`, for example `https://api.example.com/v1`. */
  readonly baseURL: string;
  /** The first is the default. */
  readonly models: Models;
  /** Other names of models: name to id. @default none */
  readonly aliases?: { readonly [name: string]: string } | undefined;
  /** Sent as a bearer token, unless a call brings its own in `apiKeys[id]`. Empty is none. @default none */
  readonly apiKey?: string | undefined;
  /** The service answers only with a key: a call without one is refused before a socket opens. @default false */
  readonly needsAuth?: boolean | undefined;
  /** Where a key is looked for, to be named where there is none, for example `EXAMPLE_API_KEY`. @default none */
  readonly keyVariable?: string | undefined;
  /** Headers of every request. They never show in an error. @default none */
  readonly headers?: { readonly [name: string]: string } | undefined;
  /** Parameters of every address, for example `{ 'api-version': '2026-01-01' }`. @default none */
  readonly query?: { readonly [name: string]: string } | undefined;
  /** Fields of every request's body, over those of this package. @default none */
  readonly extraBody?: { readonly [field: string]: unknown } | undefined;
  /** Where the service differs in what it takes. @default as most services */
  readonly dialect?: OpenaiChatDialect | undefined;
  /**
   * Whether the service also answers OpenAI's Responses API, under `/responses`: `relay`, what a client of that wire asks goes there as it
   * is, see `wires`; `always`, so does everything else, and Chat Completions is not used at all.
   * @default it is not asked there
   */
  readonly responses?: 'relay' | 'always' | undefined;
  /** What the service can do. @default history and system messages; all else is undeclared */
  readonly flags?: ProviderFlags | undefined;
  /** Settings that the service takes; any other that is asked for is a warning. @default all of them */
  readonly settings?: readonly Setting[] | undefined;
  /** Where the models are listed. @default `/models` under `baseURL` */
  readonly modelsURL?: string | undefined;
  /** The service is on this machine: the environment's proxy is not for it. @default false */
  readonly isLocal?: boolean | undefined;
  /** Sends a key over `http:` to a host that is not this machine nor its network. @default false: refused */
  readonly allowInsecure?: boolean | undefined;
}

/** What one call may add, as `options[id]` of its request. */
export interface OpenAICallOptions {
  /** Fields of the body, over all others: what a service knows and this package does not. */
  readonly extraBody?: { readonly [field: string]: unknown } | undefined;
}

declare module '@g4f/core' {
  interface ProviderOptions {
    readonly openai?: OpenAICallOptions | undefined;
    readonly openrouter?: OpenAICallOptions | undefined;
    readonly groq?: OpenAICallOptions | undefined;
    readonly deepseek?: OpenAICallOptions | undefined;
    readonly mistral?: OpenAICallOptions | undefined;
    readonly together?: OpenAICallOptions | undefined;
    readonly fireworks?: OpenAICallOptions | undefined;
    readonly xai?: OpenAICallOptions | undefined;
    readonly cerebras?: OpenAICallOptions | undefined;
    readonly 'github-models'?: OpenAICallOptions | undefined;
    readonly ollama?: OpenAICallOptions | undefined;
    readonly lmstudio?: OpenAICallOptions | undefined;
    readonly 'llama-cpp'?: OpenAICallOptions | undefined;
    readonly vllm?: OpenAICallOptions | undefined;
  }
}
