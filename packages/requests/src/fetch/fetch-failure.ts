import { isProviderError } from '@g4f/core';

/** Whether a browser, which tells no reason, may have kept the answer from a page of another origin. */
const isCrossOrigin = ({ origin }: URL): boolean => typeof location === 'object' && location.origin !== origin;

/**
 * What `fetch` failed with, without the query of the address, which some runtimes put into words and which may hold a secret; with a
 * code where one helps.
 */
export function fetchFailure(error: unknown, url: URL): unknown {
  if (!(error instanceof Error) || isProviderError(error)) return error;
  const failure = new Error(error.message.replaceAll(url.href, url.origin), { cause: error.cause });
  failure.name = error.name;
  if ('code' in error) return Object.assign(failure, { code: error.code });
  return isCrossOrigin(url) && error.cause === undefined ? Object.assign(failure, { code: 'CROSS_ORIGIN' }) : failure;
}
