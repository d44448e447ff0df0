import { createSharedState, type SharedState } from '../shared/shared-state.ts';
import type { Log } from '../telemetry/log.ts';

/** What is told of whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Connects to the state that gateways share, if there is an address; says in the log when it goes and comes back. */
export async function openState(url: string | undefined, log: Log): Promise<SharedState | undefined> {
  if (url === undefined || url === '') return undefined;
  return createSharedState({
    url,
    onChange: (isUp, error) => {
      if (isUp) log.info('Redis is back; limits are shared again');
      else log.warn('Redis is away; this gateway counts alone until it is back', { reason: messageOf(error) });
    },
    onError: (error) => {
      log.error('Redis refused a command', { reason: messageOf(error) });
    },
  });
}
