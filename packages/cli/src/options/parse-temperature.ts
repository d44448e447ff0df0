import { UsageError } from '../usage-error.ts';

/**
 * A temperature: 0 to 2.
 *
 * @throws UsageError for anything else
 */
export function parseTemperature(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!(value >= 0 && value <= 2)) throw new UsageError('--temperature takes a number from 0 to 2.');
  return value;
}
