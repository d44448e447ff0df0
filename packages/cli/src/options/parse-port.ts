import { UsageError } from '../usage-error.ts';

/**
 * A port: 0 to 65535, where 0 is any that is free.
 *
 * @throws UsageError for anything else
 */
export function parsePort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new UsageError('--port takes a number from 0 to 65535; 0 is any that is free.');
  return Number(text);
}
