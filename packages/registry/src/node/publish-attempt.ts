import { channel } from 'node:diagnostics_channel';
import type { Attempt } from '../ledger/attempt.ts';

const attempts = channel('g4f:registry:attempt');

/**
 * Publishes an attempt of a route on the diagnostics channel `g4f:registry:attempt`, for whoever watches a process without touching its code.
 * Costs next to nothing while nobody subscribes.
 *
 * @example
 * const route = fallback([first, second], { onAttempt: publishAttempt });
 * subscribe('g4f:registry:attempt', (attempt) => console.log(attempt));
 */
export function publishAttempt(attempt: Attempt): void {
  if (attempts.hasSubscribers) attempts.publish(attempt);
}
