import { createSharedState, type SharedState } from '../shared/shared-state.ts';
import type { Log } from '../telemetry/log.ts';
import { messageOf } from './message-of.ts';
import { tellFailures } from './tell-failures.ts';

/** Connects to the state that gateways share, if there is an address; says in the log when it goes and comes back. */
export async function openState(url: string | undefined, log: Log): Promise<SharedState | undefined> {
  if (url === undefined || url === '') return undefined;
  return createSharedState({
    url,
    onChange: (isUp, error) => {
      if (isUp) log.info('Redis is back; limits are shared again');
      else log.warn('Redis is away; this gateway counts alone until it is back', { reason: messageOf(error) });
    },
    onError: tellFailures(log, 'Redis refused a command'),
  });
}
