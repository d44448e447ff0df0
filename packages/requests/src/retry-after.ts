import type { Incoming } from './transport.ts';

/** Milliseconds: a day. A longer wait is no wait but a refusal, and timers cannot hold more than 24 of them. */
const longest = 86_400_000;

function header(headers: Incoming['headers'], name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value.trim() : value?.[0]?.trim();
}

const isNumber = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);

/**
 * How long upstream wants to be left alone, in milliseconds, a day at most: `retry-after-ms`, or `retry-after` in seconds or as a
 * date, which is held against upstream's own clock where it tells it. `undefined` if it does not say, or not so that one understands.
 */
export function retryAfter(headers: Incoming['headers'], now: number): number | undefined {
  const milliseconds = header(headers, 'retry-after-ms');
  if (milliseconds !== undefined && isNumber(milliseconds)) return Math.min(Math.ceil(Number(milliseconds)), longest);
  const value = header(headers, 'retry-after');
  if (value === undefined) return undefined;
  if (isNumber(value)) return Math.min(Math.ceil(Number(value) * 1_000), longest);
  const until = Date.parse(value);
  if (Number.isNaN(until) || !/[a-z]{3}/i.test(value)) return undefined;
  const theirs = Date.parse(header(headers, 'date') ?? '');
  return Math.min(Math.max(until - (Number.isNaN(theirs) ? now : theirs), 0), longest);
}
