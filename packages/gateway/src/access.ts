import type { GatewayRequest } from './exchange.ts';

/** Who asks. */
export interface Caller {
  /** For limits, ledgers and logs: never the key itself. `local` where no keys are configured. */
  readonly id: string;
  /** The models that may be asked for; `*` at an end matches the rest. @default all */
  readonly models: readonly string[] | undefined;
  /** May read and change what concerns all callers. */
  readonly isAdmin: boolean;
}

/** A call that is about to be made, as far as limits look at it. */
export interface AskedCall {
  readonly model: string | undefined;
  /** Tokens, estimated. */
  readonly inputTokens: number;
}

/** What a call has used. */
export interface Spent {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** USD; 0 where no price is known. */
  readonly cost: number;
}

/** A call that was let in. */
export interface Admitted {
  /** What a client is told about its limits, such as `x-ratelimit-remaining-requests`. */
  readonly headers: { readonly [name: string]: string };
  /** Takes from tokens and budget what was really used. Once for each call, whatever became of it; never throws. */
  readonly settle: (spent: Spent) => Promise<void>;
}

/** Keys and limits: who may ask, and how much. */
export interface Access {
  /** Keys are asked for. Without them a server listens on this machine alone. */
  readonly hasKeys: boolean;
  /** @throws GatewayError 401 without a key that is known, 403 for a foreign host or origin */
  readonly identify: (request: GatewayRequest) => Promise<Caller>;
  /**
   * Keys for providers that a request brings, by provider id.
   *
   * @throws GatewayError 403 where none are allowed, 400 where they cannot be read
   * @default none may be brought
   */
  readonly clientKeys?: ((request: GatewayRequest) => { readonly [provider: string]: string }) | undefined;
  /** @throws GatewayError 429 with `retryAfter` over a limit, 402 over a budget, 403 for a model that this caller may not ask for */
  readonly admit: (caller: Caller, call: AskedCall) => Promise<Admitted>;
}
