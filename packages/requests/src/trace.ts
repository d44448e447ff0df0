import { platform } from '#platform';
import { isProviderError, type ProviderError } from '@g4f/core';

/** What a message on a channel says of its request: the same object from its start to its end. */
export interface TracedRequest {
  readonly method: string;
  /** Without its query, and with secrets that are known struck out. */
  readonly url: string;
  /** The id of the provider, where there is one. */
  readonly provider: string | undefined;
  /** Host and port, where there is one. */
  readonly proxy: string | undefined;
}

/**
 * What is told of each request on channels of `node:diagnostics_channel`, by the last word of their names: no header, no query and no
 * byte of a body. After `start` comes `headers` or not, and one of `end` and `error`.
 */
export interface RequestMessages {
  /** On `g4f:requests:start`. */
  readonly start: { readonly request: TracedRequest };
  /** On `g4f:requests:headers`: those of the answer have come, after all redirects. */
  readonly headers: { readonly request: TracedRequest; readonly status: number };
  /** On `g4f:requests:end`. `isWhole` is false where the caller left or aborted before the end. */
  readonly end: { readonly request: TracedRequest; readonly isWhole: boolean };
  /** On `g4f:requests:error`: what the caller gets. */
  readonly error: { readonly request: TracedRequest; readonly error: ProviderError };
}

type Events = { readonly [K in keyof RequestMessages]: (message: Omit<RequestMessages[K], 'request'>) => void };

/** Tells the life of one request. */
export interface Trace {
  readonly headers: Events['headers'];
  readonly end: Events['end'];
  /** A failure, or the reason of an abort, which is none and may hold anything. */
  readonly fail: (reason: unknown) => void;
}

const noop = (): void => undefined;
const silent: Trace = { headers: noop, end: noop, fail: noop };

const open = (name: keyof RequestMessages) => platform.channel(`g4f:requests:${name}`);
let channels: { readonly [K in keyof RequestMessages]: ReturnType<typeof open> } | undefined;

/** Starts to tell of a request, if anybody listens by now: to describe it costs nothing else. */
export function startTrace(describe: () => TracedRequest): Trace {
  const { start, headers, end, error } = (channels ??= { start: open('start'), headers: open('headers'), end: open('end'), error: open('error') });
  if (start?.hasSubscribers !== true && headers?.hasSubscribers !== true && end?.hasSubscribers !== true && error?.hasSubscribers !== true) return silent;
  const request = Object.freeze(describe());
  start?.publish({ request });
  return {
    headers: (message) => headers?.publish({ request, ...message }),
    end: (message) => end?.publish({ request, ...message }),
    fail: (reason) => (isProviderError(reason) ? error?.publish({ request, error: reason }) : end?.publish({ request, isWhole: false })),
  };
}
