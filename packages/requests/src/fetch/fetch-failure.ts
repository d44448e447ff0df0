import { isProviderError } from '@g4f/core';

const ownOrigin = (): string | undefined => (typeof location === 'object' ? location.origin : undefined);

/**
 * What `fetch` failed with, without the query of the address, which some runtimes put into words and which may hold a secret. A
 * browser tells no reason; where it may have kept the answer from a page of another origin, the code says so.
 */
export function fetchFailure(error: unknown, url: URL, origin = ownOrigin()): unknown {
  if (!(error instanceof Error) || isProviderError(error)) return error;
  const failure = new Error(error.message.replaceAll(url.href, url.origin), { cause: error.cause });
  failure.name = error.name;
  if ('code' in error) return Object.assign(failure, { code: error.code });
  const isForeign = origin !== undefined && origin !== url.origin && error.cause === undefined;
  return isForeign ? Object.assign(failure, { code: 'CROSS_ORIGIN' }) : failure;
}
