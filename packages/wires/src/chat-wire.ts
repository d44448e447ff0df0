import type { AuthorRequest, ChatRequest, Chunk, Part, ProviderError } from '@g4f/core';
import type { SseEvent } from './sse/sse-event.ts';

/**
 * One wire that chat models are spoken to over, in both directions: what a provider needs to ask an upstream, and what a gateway or
 * a test's upstream needs to answer a client. Pure functions over JSON values and server-sent events; none opens a connection.
 */
export interface ChatWire {
  /** The name under which a provider offers it for relay, for example `openai-chat`. */
  readonly name: string;
  /** The types of part that an answer on it can hold. */
  readonly carries: readonly Part['type'][];

  /**
   * Writes what is asked as the body of a streaming request.
   *
   * @throws ProviderError `unsupported` for what it cannot carry
   */
  readonly encodeRequest: (request: AuthorRequest, context: WireContext) => object;
  /** Reads a streamed answer. Made anew for each. */
  readonly createDecoder: (context: WireContext) => WireDecoder;
  /**
   * Reads an answer that came in one piece.
   *
   * @throws ProviderError for an error in it, `upstream` for what is no answer
   */
  readonly decodeAnswer: (answer: unknown, context: WireContext) => readonly Part[];

  /**
   * Reads what a client asks.
   *
   * @throws ProviderError `invalid-request` that names the field, `unsupported` for what our own request cannot hold
   */
  readonly parseRequest: (body: unknown) => WireRequest;
  /** Writes a streamed answer. Made anew for each. */
  readonly createEncoder: (context: AnswerContext) => WireEncoder;
  /** Writes an answer in one piece. */
  readonly encodeAnswer: (parts: readonly Part[], context: AnswerContext) => object;
  /** Writes a failure as the wire's own error body. Its HTTP status is that of core's table. */
  readonly encodeError: (error: ProviderError) => object;
}

/** Who asks. */
export interface WireContext {
  /** The id of the provider: what is bound to its models is marked with it, and handed back only there. */
  readonly provider: string;
}

/** Reads one streamed answer. */
export interface WireDecoder {
  /**
   * The chunks in the events of one network chunk.
   *
   * @throws ProviderError for an error in the stream, with the code that the wire's own words stand for
   */
  readonly push: (events: readonly SseEvent[]) => readonly Chunk[];
  /**
   * What was held back, once the bytes have ended.
   *
   * @throws ProviderError `interrupted` where the wire's own ending did not come
   */
  readonly end: () => readonly Chunk[];
}

/** What a client asks on a wire. */
export interface WireRequest {
  readonly request: ChatRequest;
  /** It wants server-sent events. */
  readonly isStream: boolean;
  /** It wants usage in the stream. */
  readonly wantsUsage: boolean;
}

/** What an answer says about itself. */
export interface AnswerContext {
  /** The id of the answer, for example `chatcmpl-…`. */
  readonly id: string;
  /** The model that is said to answer. */
  readonly model: string;
  /** Seconds since the epoch. */
  readonly created: number;
  /** See {@link WireRequest}. */
  readonly wantsUsage: boolean;
  /** The body that was asked, for a wire whose answers repeat its settings. @default nothing is repeated */
  readonly asked?: unknown;
}

/** Writes one streamed answer as server-sent events. */
export interface WireEncoder {
  /** What a part is on the wire; the empty string for one that only changes what follows, or that it does not carry. */
  readonly part: (part: Part) => string;
  /** The wire's own ending. After it nothing. */
  readonly end: () => string;
  /** The wire's own error event. After it nothing: an answer that broke off never looks finished. */
  readonly error: (error: ProviderError) => string;
}
