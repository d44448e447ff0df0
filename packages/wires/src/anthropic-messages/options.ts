/** How the model thinks, as the wire has it. */
export type AnthropicThinking =
  | { readonly type: 'adaptive'; readonly display?: 'summarized' | 'omitted' | undefined }
  | { readonly type: 'enabled'; readonly budget_tokens: number; readonly display?: 'summarized' | 'omitted' | undefined }
  | { readonly type: 'disabled' | 'between_tools' };

/**
 * What only this wire understands: `options` of a request, under the id of the provider.
 *
 * @example
 * const request: ChatRequest = { messages, options: { anthropic: { thinking: { type: 'adaptive' }, effort: 'xhigh', cacheControl: '1h' } } };
 */
export interface AnthropicMessagesOptions {
  /** Sent as it is; wins over what `reasoningEffort` would make of it. @default what `reasoningEffort` asks for, else the model's own */
  readonly thinking?: AnthropicThinking | undefined;
  /** Wins over `reasoningEffort`. @default `reasoningEffort` */
  readonly effort?: 'low' | 'medium' | 'high' | 'xhigh' | 'max' | undefined;
  /** Caches the prompt up to its last block, for so long. @default not */
  readonly cacheControl?: '5m' | '1h' | undefined;
  /** Names of betas to take part in, for the header `anthropic-beta`. @default those that the provider was created with */
  readonly betas?: readonly string[] | undefined;
  /** An opaque id of the person who asks, for the service to notice abuse by. @default none */
  readonly userId?: string | undefined;
}

declare module '@g4f/core' {
  interface ProviderOptions {
    readonly anthropic?: AnthropicMessagesOptions | undefined;
  }
}
