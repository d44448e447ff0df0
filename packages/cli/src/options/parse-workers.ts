import { availableParallelism } from 'node:os';
import { UsageError } from '../usage-error.ts';

/** How many processes at most: each core has work for one. */
const most = 256;

/**
 * How many processes: a number from 1 up, or `auto` for one on each core.
 *
 * @throws UsageError for anything else
 */
export function parseWorkers(text: string): number {
  if (text === 'auto') return availableParallelism();
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > most) throw new UsageError(`--workers takes a number from 1 to ${most}, or auto for one on each core.`);
  return count;
}
