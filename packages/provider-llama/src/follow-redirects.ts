import type { StreamResponse, StreamSession } from '@g4f/requests';
import { SourceFailure } from './source-failure.ts';

const mostRedirects = 5;

/** Where a chain of redirects ended. */
export interface Followed {
  readonly response: StreamResponse;
  /** A header of the first answer that has it: a store says what a file is before it sends the caller elsewhere. */
  readonly firstHeader: (name: string) => string | undefined;
}

/**
 * Sends a GET and follows redirects.
 *
 * @throws SourceFailure if they have no end; whatever the session throws
 */
export async function followRedirects(session: StreamSession, url: string, headers: { readonly [name: string]: string }): Promise<Followed> {
  const seen: Headers[] = [];
  const firstHeader = (name: string): string | undefined => seen.find((each) => each.has(name))?.get(name) ?? undefined;
  for (let at = url; seen.length <= mostRedirects; ) {
    const response = await session.get(at, { headers, redirect: 'manual' });
    seen.push(response.headers);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) return { response, firstHeader };
    await response.text();
    at = new URL(location, at).href;
  }
  throw new SourceFailure('sends the caller in circles');
}
