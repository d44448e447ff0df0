import { errorCodes, type ErrorCode } from './error-codes.ts';

const brand = Symbol.for('@g4f/ProviderError');

/** What a {@link ProviderError} is made of. */
export interface ProviderErrorInit {
  readonly code: ErrorCode;
  /** The id of the provider that failed. @default none: nobody was asked */
  readonly provider?: string | undefined;
  /** Upstream's HTTP status. */
  readonly status?: number | undefined;
  /** Milliseconds to wait before asking again, as upstream said. */
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}

/**
 * The one class of failure. `message` says who, what and the cure, and never holds a prompt, a key or a secret.
 *
 * @example
 * try {
 *   await provider.createAsync({ messages });
 * } catch (error) {
 *   if (isProviderError(error) && error.code === 'rate-limited') await wait(error.retryAfter ?? 1_000);
 *   else throw error;
 * }
 */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly code: ErrorCode;
  readonly provider: string | undefined;
  readonly status: number | undefined;
  readonly retryAfter: number | undefined;
  readonly [brand] = true;

  constructor(message: string, init: ProviderErrorInit) {
    super(init.provider === undefined ? message : `${init.provider}: ${message}`, 'cause' in init ? { cause: init.cause } : undefined);
    this.code = init.code;
    this.provider = init.provider;
    this.status = init.status;
    this.retryAfter = init.retryAfter;
  }

  /** The same provider may be asked again, after `retryAfter` if it is set. */
  get retryable(): boolean {
    return errorCodes[this.code].retry;
  }

  /** Another provider may be asked, if nothing was yielded yet. */
  get fallBack(): boolean {
    return errorCodes[this.code].fallBack;
  }

  /** What may be shown or logged: everything but `cause` and `stack`. */
  toJSON(): { readonly [key: string]: unknown } {
    const { name, message, code, provider, status, retryAfter } = this;
    return { name, message, code, provider, status, retryAfter };
  }
}

/**
 * Tells a {@link ProviderError}, also one that another copy of this package made.
 *
 * @example
 * isProviderError(new Error('other')); // false
 */
export function isProviderError(value: unknown): value is ProviderError {
  return typeof value === 'object' && value !== null && brand in value;
}
