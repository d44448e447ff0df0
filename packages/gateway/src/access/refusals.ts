import type { Caller } from '../access.ts';
import { GatewayError } from '../gateway-error.ts';
import type { IssuedKey } from './issued-keys.ts';
import { perDollar, type KnownLimit } from './known-limits.ts';
import type { Standing } from './rate-headers.ts';

/** The refusal of a call that is over a limit: 402 for a budget, 429 for a rate. */
export function refusalOf({ limit: { unit, period, limit }, count: { endsAt } }: Standing, headers: { readonly [name: string]: string }, now: number): GatewayError {
  const until = new Date(endsAt).toISOString();
  if (unit === 'budget') {
    return new GatewayError(`the budget of this key, ${limit / perDollar} USD a ${period}, is used up; it begins anew at ${until}`, { status: 402, headers });
  }
  return new GatewayError(`this key may use ${limit} ${unit} a ${period}; it begins anew at ${until}`, { status: 429, retryAfter: Math.max(1, endsAt - now), headers });
}

/** The refusal of a call that no wait would let in. */
export function tooLarge({ limit }: KnownLimit, inputTokens: number): GatewayError {
  return new GatewayError(`this request has about ${Math.ceil(inputTokens)} tokens, and its key may use ${limit} a minute; send a shorter one`, { status: 413 });
}

/** The refusal where the store of the counts is there and refuses: nobody knows what is left, so nobody is let in. */
export const uncounted = (): GatewayError => new GatewayError('the limits of this key cannot be counted now; the log of the gateway says why', { status: 503, retryAfter: 5_000 });

/** The refusal where nobody can say which keys there are. */
export const unread = (): GatewayError => new GatewayError('the keys of this gateway cannot be read now; its log says why', { status: 503, retryAfter: 5_000 });

/** @throws GatewayError 401 for a key whose time is over */
export function unexpired({ known: { caller }, expiresAt }: IssuedKey, now: number): Caller {
  if (expiresAt === undefined || now < expiresAt) return caller;
  throw new GatewayError(`this key expired at ${new Date(expiresAt).toISOString()}`, { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } });
}
