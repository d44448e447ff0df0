/**
 * How long each stretch of a call may take, in milliseconds; `false` for no limit.
 *
 * A deadline that passes is a `timeout` error that names it. It is late by a quarter at most, and never early.
 */
export interface Deadlines {
  /** From the start of a request to an open connection. @default 10_000 */
  readonly connect?: number | false | undefined;
  /** From there to the first byte of the body, or the first chunk. @default 120_000 */
  readonly firstByte?: number | false | undefined;
  /** Between two chunks of bytes. Keep-alive pings count as bytes; a busy consumer is not idleness. @default 60_000 */
  readonly idle?: number | false | undefined;
  /** The whole call. @default 600_000 */
  readonly total?: number | false | undefined;
}

/** {@link Deadlines} with nothing left open. */
export type ResolvedDeadlines = { readonly [K in keyof Deadlines]-?: number | false };

/** Any undici `Dispatcher`, typed by shape so that core imports nothing. */
export interface DispatcherLike {
  dispatch(options: never, handler: never): boolean;
}

/**
 * How a call runs. Never serialised, never logged.
 *
 * @example
 * provider.createAsync({ messages }, { signal: AbortSignal.timeout(5_000), timeout: { idle: 10_000 }, proxy: 'http://proxy.example:3128' });
 */
export interface RunInit {
  /** Stops the call. Its `reason` is rethrown untouched: an abort is not an error of ours. */
  readonly signal?: AbortSignal | undefined;
  /** A bare number means `total`. @default the provider's own deadlines, then those of {@link Deadlines} */
  readonly timeout?: number | Deadlines | undefined;
  /** `http:`, `https:` or `socks5:` address, credentials included; `''` for none. Honoured by every provider that opens a connection. @default the environment's */
  readonly proxy?: string | undefined;
  /** Sends the requests in place of the shared pools. Wins over `proxy`. */
  readonly dispatcher?: DispatcherLike | undefined;
  /** Told each stage that the call enters: for a route, which keeps the clock, or for measuring. Must not throw. */
  readonly onStage?: ((stage: Stage) => void) | undefined;
  /** Keys for this call by provider id: each goes to its own provider's host and to no other. */
  readonly apiKeys?: { readonly [id: string]: string } | undefined;
  /** Anything of the caller's own, by which it knows this call again where it is told of it, such as in `onAttempt` of a route. Handed on as it is; nobody else reads it. */
  readonly context?: unknown;
}

/**
 * Where a call stands, told to the clock of the guard.
 *
 * | stage | what counts from here |
 * |---|---|
 * | `preparing` | nothing: local work of unknown length, such as a download that the user watches |
 * | `delegated` | `total` alone: somebody else's guard keeps the rest, as in a route |
 * | `connecting` | `connect` |
 * | `connected`, `headers` | `firstByte` |
 * | `bytes` | `idle` |
 *
 * A call starts as if connected, so that a provider without a network is held to `firstByte`, `idle` and `total`.
 */
export type Stage = 'preparing' | 'delegated' | 'connecting' | 'connected' | 'headers' | 'bytes';

/** What an author is handed. Made to be spread into a `StreamSession`. */
export interface AuthorInit extends Omit<RunInit, 'signal' | 'apiKeys' | 'onStage'> {
  /** One signal for all: the caller's abort, a deadline, or the consumer leaving the loop. */
  readonly signal: AbortSignal;
  /** What holds. `timeout` beside it is what the caller asked for: a route hands that on. */
  readonly deadlines: ResolvedDeadlines;
  /** This provider's own key for this call. A route finds everybody's in `apiKeys`. */
  readonly apiKey: string | undefined;
  readonly apiKeys: { readonly [id: string]: string };
  /** Tells the guard's clock where the call stands. Cheap: call it for every chunk of bytes. */
  readonly touch: (stage: Stage) => void;
  /** The id of the provider, for errors. */
  readonly provider: string;
  /** Strikes keys, secrets and message contents of this call out of a text that goes into an error or a log. */
  readonly redact: (text: string) => string;
}

/**
 * What an author is handed for a request that streams no answer, such as a list of models. Made to be spread into a `StreamSession`,
 * which then keeps the deadlines itself.
 */
export type ExtraInit = Omit<AuthorInit, 'touch'>;
