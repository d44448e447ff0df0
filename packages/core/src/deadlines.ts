import type { Deadlines, ResolvedDeadlines } from './init.ts';
import { ProviderError } from './provider-error.ts';

/** What holds where neither the caller nor the provider says otherwise. Milliseconds. */
export const defaultDeadlines: ResolvedDeadlines = { connect: 10_000, firstByte: 120_000, idle: 60_000, total: 600_000 };

const cures = {
  connect: 'no connection',
  firstByte: 'no first byte',
  idle: 'no further byte',
  total: 'no end of the answer',
} as const satisfies { readonly [K in keyof Deadlines]-?: string };

/** The name of one deadline. */
export type DeadlineName = keyof typeof cures;

/** The words of a `timeout`: what did not come, within what, and which setting says so. */
export function timeoutMessage(name: DeadlineName, limit: number): string {
  return `${cures[name]} within ${limit} ms (the ${name} deadline; \`timeout: { ${name}: … }\` changes it)`;
}

/**
 * Settles the deadlines of a call: the caller's, then the provider's own, then the defaults.
 *
 * @throws ProviderError `invalid-request` for what is not a positive number of milliseconds or `false`
 * @example
 * resolveDeadlines(5_000).total; // 5000
 */
export function resolveDeadlines(timeout: number | Deadlines | undefined, own: Deadlines = {}): ResolvedDeadlines {
  const asked: Deadlines = typeof timeout === 'number' ? { total: timeout } : (timeout ?? own);
  return { connect: settle('connect', asked, own), firstByte: settle('firstByte', asked, own), idle: settle('idle', asked, own), total: settle('total', asked, own) };
}

function settle(name: DeadlineName, asked: Deadlines, own: Deadlines): number | false {
  const value = asked[name] ?? own[name] ?? defaultDeadlines[name];
  if (value === false || value === Infinity) return false;
  if (typeof value === 'number' && value > 0) return value;
  throw new ProviderError(`timeout.${name} must be a positive number of milliseconds, or false for none`, { code: 'invalid-request' });
}
