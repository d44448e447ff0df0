import type { Incoming } from '../transport.ts';
import { parseDuration } from './parse-duration.ts';
import { parseMoment } from './parse-moment.ts';

/** `x-ratelimit-reset-tokens: 6m0s` of OpenAI and those who speak its API, `anthropic-ratelimit-tokens-reset: <RFC 3339>`. */
const families = [
  { reset: /^x-ratelimit-reset-(.+)$/, remaining: (limit: string) => `x-ratelimit-remaining-${limit}` },
  { reset: /^anthropic-ratelimit-(.+)-reset$/, remaining: (limit: string) => `anthropic-ratelimit-${limit}-remaining` },
] as const;

/**
 * Milliseconds from `clock` until every used-up limit starts anew: the longest of those of which nothing remains, or which do not
 * say. A limit of which something remains is not what the service refuses for. `undefined` if none is told.
 *
 * @see https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers
 * @see https://docs.anthropic.com/en/api/rate-limits#response-headers
 */
export function rateLimitReset(headers: Incoming['headers'], clock: number): number | undefined {
  const first = (name: string): string => [headers[name]].flat()[0]?.trim() ?? '';
  const waits = Object.keys(headers).flatMap((name) => {
    for (const { reset, remaining } of families) {
      const limit = reset.exec(name)?.[1];
      if (limit !== undefined) return Number(first(remaining(limit))) > 0 ? [] : (waitOf(first(name), clock) ?? []);
    }
    return [];
  });
  return waits.length === 0 ? undefined : Math.max(...waits);
}

function waitOf(value: string, clock: number): number | undefined {
  const moment = parseMoment(value);
  return moment === undefined ? parseDuration(value) : moment - clock;
}
