import type { Count } from '../shared/counts.ts';
import type { KnownLimit } from './known-limits.ts';

/** What a call takes of a limit. */
export interface Held {
  readonly limit: KnownLimit;
  readonly amount: number;
}

/** A limit and how it stands after that. */
export interface Standing extends Held {
  readonly count: Count;
}

/** How it stands when what was taken is given back. */
export function withoutTaken({ limit, amount, count }: Standing): Standing {
  return { limit, amount, count: { ...count, used: count.isTaken ? count.used - amount : count.used } };
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
