import type { Part } from '@g4f/core';
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Loopback } from './loopback.ts';

/** One message, as upstream received it; its parts of text joined. */
export interface ReceivedMessage {
  readonly role: string;
  readonly content: string;
}

/** One request, as upstream saw it. */
export interface UpstreamCall {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** What was asked, as the wire reads it; nothing where there is no body. Read when it is looked at. */
  readonly messages: readonly ReceivedMessage[];
  /** Its connection had carried a request before. */
  readonly isReused: boolean;
  /** Bytes of the answer's body that the client's side has taken so far, buffers of the two kernels included. */
  readonly bytesTaken: () => number;
  /** Settles when the exchange is over: when that was (ms, as `performance.now()` tells it), and whether all was sent. */
  readonly closed: Promise<{ readonly at: number; readonly isComplete: boolean }>;
}

/** Writes one answer in a wire's format. Made anew for each answer, so it may count. */
export interface Encoder {
  readonly part: (part: Part) => string;
  /** What closes an answer: a finish that no part gave, a terminator. @default nothing */
  readonly end?: (() => string) | undefined;
}

/** How one kind of upstream speaks. */
export interface Wire {
  /** The types of part that an answer can hold. */
  readonly carries: readonly Part['type'][];
  /** Every request says which model it is for, in its path or in its body. @default false */
  readonly namesModel?: boolean | undefined;
  /** Reads the messages off a request's body. */
  readonly read: (body: string) => readonly ReceivedMessage[];
  readonly encoder: () => Encoder;
  /** Headers of a good answer. @default none */
  readonly headers?: OutgoingHttpHeaders | undefined;
  /** What a request gets in place of an answer, if it is refused. @default nothing is refused */
  readonly refusal?: ((call: UpstreamCall) => Act | undefined | Promise<Act | undefined>) | undefined;
}

/** One request and the means to answer it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly call: UpstreamCall;
  readonly wire: Wire;
  /** Writes bytes as a network chunk of their own, at the client's pace. Rejects when the client is gone. */
  readonly write: (bytes: string | Uint8Array) => Promise<void>;
}

/** What an upstream does with a request. One that has promised more and returns leaves the client waiting. */
export type Act = (exchange: Exchange) => Promise<void> | void;

/** A loopback server that speaks a wire, and does with each request what it was last told to. */
export interface Upstream extends Loopback {
  readonly wire: Wire;
  /** Every request so far, oldest first. */
  readonly calls: readonly UpstreamCall[];
  /** Says what happens to the requests from now on. */
  play(act: Act): void;
}
