import type { Log } from '../telemetry/log.ts';
import { messageOf } from './message-of.ts';

/** Milliseconds in which the same is said once. */
const quiet = 60_000;
/** Different things that are remembered at the same time. */
const most = 100;

/**
 * Says what went wrong, each thing once a minute however often it does: a Redis that is away fails many times a second.
 *
 * @param what stands before the reason
 */
export function tellFailures(log: Pick<Log, 'error'>, what: string, now: () => number = Date.now): (error: unknown) => void {
  const told = new Map<string, number>();
  return (error) => {
    const reason = messageOf(error);
    const at = now();
    if (at - (told.get(reason) ?? -Infinity) < quiet) return;
    if (told.size >= most) told.clear();
    told.set(reason, at);
    log.error(what, { reason, stack: error instanceof Error ? error.stack : undefined });
  };
}
