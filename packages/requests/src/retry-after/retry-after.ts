import type { Incoming } from '../transport.ts';
import { parseMoment } from './parse-moment.ts';
import { rateLimitReset } from './rate-limit-reset.ts';

/** Milliseconds: a day. A longer wait is no wait but a refusal, and timers cannot hold more than 24 of them. */
const longest = 86_400_000;
/** Too many requests; not now; overloaded, in Anthropic's words. */
const busy: ReadonlySet<number> = new Set([429, 503, 529]);

const isNumber = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);

/**
 * How long upstream wants to be left alone, in whole milliseconds, a day at most: `retry-after-ms`, or `retry-after` in seconds or as
 * a date; and where a busy service says neither, when its rate limits start anew ({@link rateLimitReset}). A date is held against
 * upstream's own clock where it tells it. `undefined` if it does not say, or not so that one understands.
 */
export function retryAfter(status: number, headers: Incoming['headers'], now: number): number | undefined {
  const header = (name: string): string | undefined => [headers[name]].flat()[0]?.trim();
  const clock = parseMoment(header('date') ?? '') ?? now;
  const wait = asked(header, clock) ?? (busy.has(status) && header('retry-after') === undefined ? rateLimitReset(headers, clock) : undefined);
  return wait === undefined ? undefined : Math.min(Math.max(Math.ceil(wait), 0), longest);
}

function asked(header: (name: string) => string | undefined, clock: number): number | undefined {
  const milliseconds = header('retry-after-ms');
  if (milliseconds !== undefined && isNumber(milliseconds)) return Number(milliseconds);
  const value = header('retry-after');
  if (value === undefined) return undefined;
  if (isNumber(value)) return Number(value) * 1_000;
  const moment = parseMoment(value);
  return moment === undefined ? undefined : moment - clock;
}
