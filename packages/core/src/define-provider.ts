import type { AuthorInit, Deadlines } from './init.ts';
import type { Chunk } from './part.ts';
import type { AsyncGeneratorProvider, ProviderExtras, ProviderInfo } from './provider.ts';
import type { ChatRequest, Setting } from './request.ts';

/** Makes each property that `Shape` does not have an error: a misspelt flag does not compile. */
export type Only<T, Shape> = { readonly [K in Exclude<keyof T, keyof Shape>]: never };

/** A request as an author gets it: checked, the model settled, `content` never null. */
export type AuthorRequest = ChatRequest & { readonly model: string };

/**
 * The author's generator: sends the request, yields what comes. Text, parts, or **an array of either, one network chunk's worth,
 * which is the fast way**. Throw a `ProviderError` for what went wrong; core adds deadlines, abort, cleanup and the final `finish`.
 */
export type StreamFunction = (request: AuthorRequest, init: AuthorInit) => AsyncIterable<Chunk | readonly Chunk[]>;

/** What a provider may say besides its info and its generator. */
export interface DefineOptions extends ProviderExtras {
  /** Settings of a request that this wire carries; any other that is asked for yields a `warning` part. @default none */
  readonly settings?: readonly Setting[] | undefined;
  /** This provider's own deadlines, where the caller says nothing. */
  readonly deadlines?: Deadlines | undefined;
  /** Values that must never show in an error: passwords and keys given when the provider was created. */
  readonly secrets?: readonly (string | null | undefined)[] | undefined;
}

/** See the package. */
export declare function defineProvider<const Info extends ProviderInfo>(
  info: Info & Only<Info, ProviderInfo>,
  stream: StreamFunction,
  options?: DefineOptions,
): AsyncGeneratorProvider<Info>;
