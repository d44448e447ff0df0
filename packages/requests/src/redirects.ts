import { ProviderError } from '@g4f/core';
import { readAddress } from './read-address.ts';
import type { Incoming, Outgoing } from './transport.ts';

const mostRedirects = 10;
const statuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Headers that hold no secret and are meant for nobody in particular. Any other one may be a key under a name of its own. */
const impersonal = /^(accept(-.*)?|user-agent|range|if-range|sec-ch-.*)$/;

/** What is sent, and where to. */
export type Hop = Pick<Outgoing, 'url' | 'headers'>;

/** Where an answer sends its caller, as it says it itself; `undefined` if it does not. */
export function locationOf({ status, headers }: Pick<Incoming, 'status' | 'headers'>): string | undefined {
  return statuses.has(status) ? [headers['location']].flat()[0] : undefined;
}

/**
 * Follows the redirects of one request: gives what to send next. A hop to another origin takes along only what is for anybody,
 * `accept` and its like, and what was left behind does not come back.
 *
 * @throws ProviderError `upstream` for what is no address, a step from https to http, a circle, and the eleventh redirect; names
 * no more of an address than its origin
 */
export function createRedirects({ url, headers }: Hop, provider: string | undefined): (location: string) => Hop {
  const seen = new Set([url.href]);
  let at: Hop = { url, headers };
  return (location) => {
    const { host, origin, protocol } = at.url;
    const refuse = (why: string): ProviderError => new ProviderError(`${host} redirects ${why}`, { code: 'upstream', provider });
    const next = readAddress(location, at.url);
    if (next === undefined) throw refuse('to what is no http: or https: address without credentials');
    if (protocol === 'https:' && next.protocol === 'http:') throw refuse(`from https to ${next.origin}, where anybody on the way can read along; ask that address itself if that is meant`);
    if (seen.has(next.href)) throw refuse('in a circle');
    if (seen.size > mostRedirects) throw refuse(`once more after ${mostRedirects} redirects`);
    seen.add(next.href);
    at = { url: next, headers: next.origin === origin ? at.headers : Object.fromEntries(Object.entries(at.headers).filter(([name]) => impersonal.test(name))) };
    return at;
  };
}
