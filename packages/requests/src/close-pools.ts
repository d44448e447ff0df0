import { platform } from '#platform';

/**
 * Closes every shared pool at once, requests under way included: for the end of a process or of a test. The next request starts new
 * ones. Where the runtime keeps the connections itself, there is nothing to close.
 *
 * @example
 * process.once('SIGTERM', () => void closePools());
 */
export function closePools(): Promise<void> {
  return platform.closePools();
}
