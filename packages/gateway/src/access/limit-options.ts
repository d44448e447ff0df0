/** What a caller may use. Each may be `false`: no limit, where the defaults have one. */
export interface LimitOptions {
  /** A whole number. @default no limit */
  readonly requestsPerMinute?: number | false | undefined;
  /** Input and output together; a whole number. @default no limit */
  readonly tokensPerMinute?: number | false | undefined;
  /** USD. A day and a month begin at 00:00 UTC. @default no limit */
  readonly budget?: { readonly perDay?: number | false | undefined; readonly perMonth?: number | false | undefined } | undefined;
}

/** One caller, by its key. */
export interface KeyOptions extends LimitOptions {
  /** A name for ledgers and logs: letters, digits, `.`, `_`, `@` and `-`. Not the key. */
  readonly id: string;
  /** The key itself, at least 16 characters; several while one replaces another. Only its hash is kept. */
  readonly key?: string | readonly string[] | undefined;
  /** In place of the key, its SHA-256 in hexadecimal, as `printf %s "$KEY" | sha256sum` prints it. */
  readonly sha256?: string | readonly string[] | undefined;
  /** Models that may be asked for, as a client names them; `*` at an end matches the rest: `openai/*`. @default all */
  readonly models?: readonly string[] | undefined;
  /** May read and change what concerns all callers. @default false */
  readonly isAdmin?: boolean | undefined;
  /** Seconds that answers are kept for this caller without being asked to. @default only where a request asks for it */
  readonly cache?: number | undefined;
}
