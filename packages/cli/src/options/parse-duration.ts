import { UsageError } from '../usage-error.ts';

const units = { ms: 1, s: 1000, m: 60_000 } as const;
const pattern = /^(\d+(?:\.\d+)?)(ms|s|m)?$/;

/**
 * A length of time in milliseconds. A bare number means seconds.
 *
 * @throws UsageError for anything but a positive number with one of the units
 * @example
 * parseDuration('1.5s'); // 1500
 */
export function parseDuration(text: string): number {
  const [, amount, unit = 's'] = pattern.exec(text) ?? [];
  const milliseconds = Number(amount) * units[unit as keyof typeof units];
  if (!(milliseconds > 0)) throw new UsageError('--timeout takes a length of time: 120s, 2m, 500ms, or a number of seconds.');
  return milliseconds;
}
