import type { Deadlines, Only, ProviderFlags } from '@g4f/core';

/** What is true of every language model of the AI SDK: its specification asks for a list of messages, system messages among them. */
export const commonFlags = { working: true, supportsMessageHistory: true, supportsSystemMessage: true } as const satisfies ProviderFlags;

/** The flags of a bridge: those that hold for all, and the caller's. */
export type BridgeFlags<Flags extends ProviderFlags> = Omit<typeof commonFlags, keyof Flags> & Flags;

/** What the bridge must be told, as no model of the AI SDK says it. */
export interface BridgeOptions<Flags extends ProviderFlags = ProviderFlags> {
  /** Where the service is, for people. @default `https://ai-sdk.dev/providers` */
  readonly url?: string | undefined;
  /**
   * What the model can do: **the SDK's models do not declare it, and what is not declared is refused** as `unsupported` before
   * anything is sent. Say `supportsTools`, `supportsImages`, `supportsFiles`, `supportsStructuredOutput` and `supportsReasoning` where
   * they are true.
   * @default `working`, `supportsMessageHistory` and `supportsSystemMessage` are true, the rest is undeclared
   */
  readonly flags?: (Flags & Only<Flags, ProviderFlags>) | undefined;
  /**
   * HTTP headers of each call. A function is handed the caller's own key for this call (`init.apiKeys[id]`), if there is one; without
   * a function a call that brings a key is refused as `unsupported`, as the SDK's model would go on with the one that it was made with.
   *
   * @default none
   * @example
   * const headers = (key?: string) => (key === undefined ? {} : { authorization: `Bearer ${key}` });
   */
  readonly headers?: CallHeaders | ((apiKey: string | undefined) => CallHeaders) | undefined;
  /** Values that must never show in an error: above all the key that the SDK's provider was given, which cannot be read off it. */
  readonly secrets?: readonly (string | null | undefined)[] | undefined;
  /** Deadlines, where the caller says nothing. The SDK opens its connections unseen: `connect` has no effect. */
  readonly deadlines?: Deadlines | undefined;
  /**
   * An answer whose end the SDK gives no reason for (`other` or `unknown`, with no word of upstream's) was cut off: `interrupted`.
   * `false` is for a model that never gives one; a stream with no `finish` part at all is an error either way.
   * @default true
   */
  readonly requiresFinishReason?: boolean | undefined;
}

/** Header names and values. */
export interface CallHeaders {
  readonly [name: string]: string | undefined;
}
