import type { Count } from '../shared/counts.ts';
import type { KnownLimit } from './known-limits.ts';

/** A limit and how it stands. */
export interface Standing {
  readonly limit: KnownLimit;
  readonly count: Count;
}

/** A wait as OpenAI writes it: `980ms`, `12.5s`. */
const waitText = (ms: number): string => (ms < 1_000 ? `${ms}ms` : `${ms / 1_000}s`);

/**
 * What a client is told of its rates: `x-ratelimit-limit-requests`, `x-ratelimit-remaining-tokens`, `x-ratelimit-reset-requests` and
 * so on. Source: https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers
 */
export function rateHeaders(standings: readonly Standing[], now: number): { readonly [name: string]: string } {
  return Object.fromEntries(
    standings.flatMap(({ limit: { unit, limit }, count: { used, endsAt } }) =>
      unit === 'budget'
        ? []
        : [
            [`x-ratelimit-limit-${unit}`, String(limit)],
            [`x-ratelimit-remaining-${unit}`, String(Math.max(0, limit - used))],
            [`x-ratelimit-reset-${unit}`, waitText(Math.max(0, endsAt - now))],
          ],
    ),
  );
}
