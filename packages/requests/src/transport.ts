import type { DispatcherLike, Stage } from '@g4f/core';
import type { ProxyAddress } from './proxy-address.ts';

/** A request, ready to be sent. */
export interface Outgoing {
  readonly method: string;
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string };
  readonly body: string | Uint8Array | undefined;
  readonly proxy: ProxyAddress | undefined;
  readonly dispatcher: DispatcherLike | undefined;
  readonly touch: (stage: Stage) => void;
}

/** A body, one network chunk's worth at a time. */
export interface ByteSource {
  /** What has come since the last time, or, if nothing has, what comes next; `undefined` at the end. Not to be called twice at a time. */
  readonly next: () => Promise<readonly Uint8Array[] | undefined>;
  /** Nobody reads on: closes the connection, unless the body is at its end. */
  readonly cancel: () => void;
}

/** The beginning of an answer. */
export interface Incoming {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  /** With its content-encoding undone. */
  readonly body: ByteSource;
}

/** One request under way. */
export interface Exchange {
  /** Fails with a `ProviderError`, or with the reason given to `abort`. */
  readonly incoming: Promise<Incoming>;
  /** Ends it at once wherever it stands: whoever waits for it gets `reason`. */
  readonly abort: (reason: unknown) => void;
}

/**
 * Sends a request. The one seam between sessions and a platform: everything else in this package is the same on all of them.
 */
export type Transport = (outgoing: Outgoing, toError: FailureTranslation) => Exchange;

/** Makes a `ProviderError` of what a platform threw. */
export type FailureTranslation = (error: unknown, phase: 'before headers' | 'in the body') => unknown;
