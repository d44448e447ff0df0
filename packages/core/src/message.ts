/**
 * Who speaks. `tool` carries the results of tool calls; its content is an array of `tool-result` parts.
 */
export const roles = ['system', 'user', 'assistant', 'tool'] as const;

/** One of {@link roles}. */
export type Role = (typeof roles)[number];

/**
 * What a provider must get back unchanged in a later turn (thinking signatures, file ids), by provider id.
 * Consumers store it and hand it back; nobody but that provider reads it.
 */
export interface ProviderMetadata {
  readonly [id: string]: { readonly [key: string]: unknown };
}

/** Text that somebody wrote. */
export interface TextContent {
  readonly type: 'text';
  readonly text: string;
  readonly metadata?: ProviderMetadata | undefined;
}

/** A picture for the model to look at. Needs `supportsImages`. */
export interface ImageContent {
  readonly type: 'image';
  /** The bytes themselves, or where the service may fetch them (`https:` or `data:`). */
  readonly data: Uint8Array | URL;
  /**
   * IANA media type, for example `image/png`.
   * @default guessed by the provider from the first bytes
   */
  readonly mediaType?: string | undefined;
}

/** A document for the model to read, such as a PDF. Needs `supportsFiles`. */
export interface FileContent {
  readonly type: 'file';
  /**
   * The bytes themselves, or where the service may fetch them (`https:` or `data:`).
   * @default none: the service has the file already, and `metadata` says under which id
   */
  readonly data?: Uint8Array | URL | undefined;
  /** IANA media type, for example `application/pdf`. A service refuses those that it cannot read. */
  readonly mediaType: string;
  /** The name that the model is told. */
  readonly name?: string | undefined;
  /** `fileId` under a provider's id: what that service calls the file. To any other one goes `data`. */
  readonly metadata?: ProviderMetadata | undefined;
}

/** Reasoning of an earlier assistant turn, handed back. Providers without `supportsReasoning` pass it over. */
export interface ReasoningContent {
  readonly type: 'reasoning';
  readonly text: string;
  readonly metadata?: ProviderMetadata | undefined;
}

/** A tool call that the assistant made in an earlier turn. Needs `supportsTools`. */
export interface ToolCallContent {
  readonly type: 'tool-call';
  /** Unique in the conversation; the result carries the same. */
  readonly id: string;
  readonly name: string;
  /** JSON text, as the model wrote it: it may be malformed, and is never re-encoded on the way. */
  readonly arguments: string;
  readonly metadata?: ProviderMetadata | undefined;
}

/** What a tool answered. Needs `supportsTools`. */
export interface ToolResultContent {
  readonly type: 'tool-result';
  /** The id of the call that it answers. */
  readonly id: string;
  readonly content: string;
  /** @default false */
  readonly isError?: boolean | undefined;
}

/** One piece of a message. A closed union: a provider must carry each, or refuse it as `unsupported`. */
export type ContentPart = TextContent | ImageContent | FileContent | ReasoningContent | ToolCallContent | ToolResultContent;

/**
 * One turn of a conversation.
 *
 * @example
 * const messages: Message[] = [
 *   { role: 'system', content: 'Answer in one sentence.' },
 *   { role: 'user', content: [{ type: 'text', text: 'What is this?' }, { type: 'image', data: new URL('https://example.com/cat.png') }] },
 * ];
 */
export interface Message {
  readonly role: Role;
  /** A string is short for one `text` part. */
  readonly content: string | readonly ContentPart[];
}
