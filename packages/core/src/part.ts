import type { ProviderMetadata } from './message.ts';

/** Tokens of one call, as upstream counted them. Absent numbers are unknown, never zero. */
export interface Usage {
  /** All of the prompt, with what came from a cache or went into one. */
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  /** The share of `inputTokens` that came from a cache. */
  readonly cachedInputTokens?: number | undefined;
  /** The share of `inputTokens` that was written to a cache. */
  readonly cacheWriteTokens?: number | undefined;
  /** The share of `outputTokens` that was spent on reasoning. */
  readonly reasoningTokens?: number | undefined;
}

/**
 * Why an answer ended: `stop` (the model was done, or a stop word was met), `length` (a limit on output or context),
 * `tool-calls` (it waits for results), `content-filter` (the service withheld the rest), `other` (see `raw`).
 */
export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'other';

/** A piece of the answer. Empty only where it brings `metadata` for the text before it. */
export interface TextPart {
  readonly type: 'text';
  readonly text: string;
  readonly metadata?: ProviderMetadata | undefined;
}

/** A piece of the model's reasoning, apart from the answer. `metadata` comes on the last piece of a block. */
export interface ReasoningPart {
  readonly type: 'reasoning';
  readonly text: string;
  readonly metadata?: ProviderMetadata | undefined;
}

/** A piece of a tool call's arguments, for those who show them grow. The whole call follows as a `tool-call` part. */
export interface ToolCallDeltaPart {
  readonly type: 'tool-call-delta';
  readonly id: string;
  /** On the first delta of a call. */
  readonly name?: string | undefined;
  readonly arguments: string;
}

/** A whole tool call. `arguments` is JSON text as the model wrote it. */
export interface ToolCallPart {
  readonly type: 'tool-call';
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
  readonly metadata?: ProviderMetadata | undefined;
}

/** A picture, a sound or a document that the model made. */
export interface FilePart {
  readonly type: 'file';
  readonly data: Uint8Array;
  /** IANA media type, for example `image/png`. */
  readonly mediaType: string;
}

/** Where the answer says that it has something from. */
export interface SourcePart {
  readonly type: 'source';
  readonly url: string;
  readonly title?: string | undefined;
}

/** A setting of the request that this provider's wire cannot carry. The answer comes all the same. */
export interface WarningPart {
  readonly type: 'warning';
  /** The name of the setting, for example `temperature`. */
  readonly setting: string;
  readonly message: string;
}

/** Token counts. May come more than once: the last one holds. Never invented: `estimated` says that a tokenizer counted. */
export interface UsagePart {
  readonly type: 'usage';
  readonly usage: Usage;
  readonly provenance: 'reported' | 'estimated';
}

/** The end. Exactly one, and nothing after it. */
export interface FinishPart {
  readonly type: 'finish';
  readonly reason: FinishReason;
  /** The model that answered, if upstream said which. */
  readonly model?: string | undefined;
  /** Upstream's own word for the reason. */
  readonly raw?: string | undefined;
}

/**
 * What `createPartGenerator` of an {@link AsyncGeneratorProvider} yields. **Open**: a minor version may add a type; a consumer passes
 * over what it does not know.
 *
 * @example
 * for await (const part of provider.createPartGenerator({ messages })) {
 *   if (part.type === 'text') process.stdout.write(part.text);
 *   if (part.type === 'finish') console.error(part.reason);
 * }
 */
export type Part =
  | TextPart
  | ReasoningPart
  | ToolCallDeltaPart
  | ToolCallPart
  | FilePart
  | SourcePart
  | WarningPart
  | UsagePart
  | FinishPart;

/** What an author may yield for one piece: a string is short for a `text` part. */
export type Chunk = string | Part;
