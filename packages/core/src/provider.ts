import type { ProviderFlags } from './flags.ts';
import type { RunInit } from './init.ts';
import type { Part } from './part.ts';
import type { ChatRequest } from './request.ts';

/** The version of this contract. It goes up only for a breaking change; a registry refuses a number that it does not know. */
export const contract = 1;

/** A model with what is known about it. Flags stand here where one model differs from its provider. */
export interface ModelInfo extends ProviderFlags {
  readonly id: string;
  /** Tokens, input and output together. @default unknown */
  readonly contextWindow?: number | undefined;
}

/** A model: its id, or its id with what is known about it. */
export type Model = string | ModelInfo;

/**
 * All that is known about a provider without a call: plain JSON.
 *
 * @example
 * const info = { id: 'mine', url: 'https://api.example.com', models: ['small', 'large'], working: true } satisfies ProviderInfo;
 */
export interface ProviderInfo extends ProviderFlags {
  /** Lower-case letters, digits, `.`, `_` and `-`, no slash: `provider/model` is split at the first one. */
  readonly id: string;
  /** Where the service is, for people. Holds no credentials. */
  readonly url: string;
  /** At least one; the first is the default. */
  readonly models: readonly [Model, ...Model[]];
  /** Other names for models of this provider: name to id. */
  readonly aliases?: { readonly [name: string]: string } | undefined;
}

/** The ids of a provider's models, for completion in an editor. Any string is allowed: upstream may have more. */
export type ModelId<Info extends ProviderInfo> =
  | (Info['models'][number] extends infer M
      ? M extends string
        ? M
        : M extends { readonly id: infer Id extends string }
          ? Id
          : never
      : never)
  | (string & {});

/**
 * What an upstream answered, undecoded and whatever its status. Leaving the loop over `body` closes the connection. Who wraps it names its
 * members and does not spread it: they may stand on its class.
 */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The media type of the body, in small letters and without parameters. @default read off `headers`, which may cost more than all the rest */
  readonly mediaType?: string | undefined;
  readonly body: AsyncIterable<Uint8Array>;
  /** Strikes the provider's keys out of words of the answer that are to be shown. The guard adds it. */
  readonly redact?: ((text: string) => string) | undefined;
}

/** Sends a body of one wire, as it is, to an upstream that speaks it, and gives its bytes back: for a relay. */
export type WireRelay = (body: object, init?: RunInit) => Promise<WireAnswer>;

/** What a provider can do besides streaming an answer. An optional method *is* the flag. */
export interface ProviderExtras {
  /** Asks upstream which models there are. */
  readonly listModels?: ((init?: RunInit) => Promise<readonly Model[]>) | undefined;
  /** Upstream's own wires by name, for example `openai-chat`. */
  readonly wires?: { readonly [wire: string]: WireRelay } | undefined;
}

/**
 * A chat model behind one interface: a plain frozen object, made by {@link defineProvider}. It can be listed, filtered and served
 * as JSON; its methods need no `this`.
 *
 * All three views of an answer are lazy (nothing is sent before the first `next()`), end early when the consumer leaves, and fail
 * with a `ProviderError` or with the caller's own abort reason.
 *
 * @example
 * for await (const chunk of provider.createAsyncGenerator({ messages: [{ role: 'user', content: 'Hi' }] })) process.stdout.write(chunk);
 */
export type AsyncGeneratorProvider<Info extends ProviderInfo = ProviderInfo> = Readonly<Info> &
  ProviderExtras & {
    readonly contract: typeof contract;
    /** The answer's text as it comes. Never yields an empty string. */
    readonly createAsyncGenerator: (request: ChatRequest<ModelId<Info>>, init?: RunInit) => AsyncGenerator<string, void, undefined>;
    /** Every part as it comes; always ends in one `finish`. */
    readonly createPartGenerator: (request: ChatRequest<ModelId<Info>>, init?: RunInit) => AsyncGenerator<Part, void, undefined>;
    /** The whole text. */
    readonly createAsync: (request: ChatRequest<ModelId<Info>>, init?: RunInit) => Promise<string>;
  };

/**
 * The default export of a plugin's entry: makes its provider, or several, from an environment. It may look around for a moment, for
 * example ask a port of this machine who is there.
 *
 * The entry is an exports subpath that package.json names: `"g4f": { "entry": "./plugin", "contract": 1 }`.
 *
 * @example
 * const plugin = ((env) => createMine({ baseURL: env['MINE_BASE_URL'] })) satisfies Plugin;
 * export default plugin;
 */
export type Plugin = (env: {
  readonly [name: string]: string | undefined;
}) => AsyncGeneratorProvider | readonly AsyncGeneratorProvider[] | Promise<AsyncGeneratorProvider | readonly AsyncGeneratorProvider[]>;
