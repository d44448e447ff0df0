import type { Message } from './message.ts';

/**
 * What one provider alone understands, by provider id, so that one request can pass through a route and each provider takes
 * its own. Filled by declaration merging; an unknown id or a misspelt option is a type error.
 *
 * @example
 * declare module '@g4f/core' {
 *   interface ProviderOptions {
 *     readonly mine?: { readonly persona?: string | undefined } | undefined;
 *   }
 * }
 */
export interface ProviderOptions {}

/** A function that the model may call. */
export interface Tool {
  readonly name: string;
  readonly description?: string | undefined;
  /** JSON schema of the arguments object. */
  readonly parameters: object;
}

/**
 * What is asked. Plain data that can be stored and sent; **never a key** (those are in {@link RunInit}).
 *
 * A setting that a provider's wire cannot carry yields a `warning` part. A message, tool or format that it cannot carry is
 * refused as `unsupported`. Nothing is dropped in silence.
 *
 * @example
 * const request: ChatRequest = { model: 'gpt-3.5-turbo', messages: [{ role: 'user', content: 'Hi' }], temperature: 0.2 };
 */
export interface ChatRequest<Model extends string = string> {
  /** A model id or alias of the provider. @default the provider's first model */
  readonly model?: Model | undefined;
  /** At least one. */
  readonly messages: readonly Message[];
  /** Needs `supportsTools`. */
  readonly tools?: readonly Tool[] | undefined;
  /** @default 'auto' where there are tools */
  readonly toolChoice?: 'auto' | 'none' | 'required' | { readonly name: string } | undefined;
  /** Needs `supportsStructuredOutput`. `schema` is a JSON schema; `name` tells the model what it is. @default free text */
  readonly responseFormat?: { readonly type: 'json'; readonly schema?: object | undefined; readonly name?: string | undefined } | undefined;
  /** 0 to 2; higher is more random. @default upstream's */
  readonly temperature?: number | undefined;
  /** 0 to 1; nucleus sampling. @default upstream's */
  readonly topP?: number | undefined;
  /** Tokens, at least 1. @default upstream's */
  readonly maxTokens?: number | undefined;
  /** The answer ends before the first of these. Held by core where upstream does not know them, across chunk borders. */
  readonly stop?: readonly string[] | undefined;
  /** Asks for the same answer to the same request, as far as upstream can. */
  readonly seed?: number | undefined;
  /** @default upstream's */
  readonly reasoningEffort?: 'low' | 'medium' | 'high' | undefined;
  /** By provider id. */
  readonly options?: ProviderOptions | undefined;
}

/** The settings of a request that not every wire carries. A provider lists those that its own does. */
export const settings = ['temperature', 'topP', 'maxTokens', 'seed', 'reasoningEffort', 'toolChoice'] as const;

/** One of {@link settings}. */
export type Setting = (typeof settings)[number];
