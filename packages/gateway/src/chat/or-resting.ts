import { errorCodes, ProviderError } from '@g4f/core';
import type { Attempt } from '@g4f/registry/routes';

/**
 * The failure of a call in which nobody was asked, as all who can answer it failed a moment ago and are left alone: `no-provider` with
 * the time until the first of them is asked again. Any other failure is what it was, and so is one of limits alone, or of what time does
 * not mend: a refused key, a quota.
 */
export function orResting(error: unknown, attempts: readonly Attempt[]): unknown {
  const members = attempts.filter(({ isRoute }) => !isRoute);
  if (members.some(({ outcome }) => outcome !== 'skipped')) return error;
  const resting = members.flatMap(({ error: last, reason }) => (last?.retryAfter !== undefined && errorCodes[last.code].retry ? [{ ...last, retryAfter: last.retryAfter, reason }] : []));
  if (resting.every(({ code }) => code === 'rate-limited')) return error;
  const lines = members.map(({ reason }) => `- ${reason}`);
  return new ProviderError(['nobody who can answer this may be asked now', ...lines].join('\n'), { code: 'no-provider', retryAfter: Math.min(...resting.map(({ retryAfter }) => retryAfter)), cause: error });
}
