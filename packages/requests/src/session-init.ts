import type { Deadlines, DispatcherLike, Stage } from '@g4f/core';
import type { Environment } from './environment.ts';
import type { Impersonate } from './impersonate/impersonate.ts';
import type { RequestHeaders } from './request-headers.ts';

/**
 * How a session sends. A provider's author spreads in the `init` that core hands to it.
 *
 * @example
 * await using session = new StreamSession({ impersonate: { browser: 'chrome107', tls: 'preferred' }, ...init });
 */
export interface StreamSessionInit {
  /** Sends what a browser sends. A compatibility transport for services that you may use. @default not */
  readonly impersonate?: Impersonate | undefined;
  /** Stops every request of the session. Its `reason` is rethrown untouched. */
  readonly signal?: AbortSignal | undefined;
  /** `http:`, `https:`, `socks5:` or `socks5h:` address, credentials included; `''` for none at all. @default that of `env` */
  readonly proxy?: string | undefined;
  /** Where `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` are looked up. @default process.env, on Node */
  readonly env?: Environment | undefined;
  /** Any undici `Dispatcher`. It sends the requests in place of the shared pools, and wins over `proxy` and `impersonate`'s TLS. */
  readonly dispatcher?: DispatcherLike | undefined;
  /** Where the stages of a request are told, by whoever owns the deadlines. @default the session owns them itself */
  readonly touch?: ((stage: Stage) => void) | undefined;
  /** Milliseconds; for a session without `touch`, counted for each request. @default those of core */
  readonly deadlines?: Deadlines | undefined;
  /** Strikes what is private out of a text that goes into an error. Proxy credentials and secret headers are struck anyway. */
  readonly redact?: ((text: string) => string) | undefined;
  /** The id of the provider, for errors. */
  readonly provider?: string | undefined;
  /** For every request of the session. */
  readonly headers?: RequestHeaders | undefined;
}

/** One request. */
export interface StreamRequestInit {
  /** Sent as JSON, with its content-type. */
  readonly json?: unknown;
  /** Sent as it is. Not beside `json`. */
  readonly body?: string | Uint8Array | undefined;
  /** `manual` gives a redirect as the answer that it is. What is not GET or HEAD, or has a body, is never sent on. @default 'follow' */
  readonly redirect?: 'follow' | 'manual' | undefined;
  /** Win over the session's. */
  readonly headers?: RequestHeaders | undefined;
}
