import type { KeyedAccess } from '../access/create-access.ts';
import type { Endpoint } from '../endpoint.ts';
import { json } from '../endpoints/json.ts';
import { GatewayError } from '../gateway-error.ts';
import type { StatsPart, StatsQuestion } from '../stats/create-stats.ts';
import { presentStats } from '../stats/present-stats.ts';
import { isWindow, windows } from '../stats/windows.ts';

/** What the endpoint for numbers works with. */
export interface StatsAdmin {
  /** What each process knows that listens here. */
  readonly parts: (question: StatsQuestion) => Promise<readonly StatsPart[]>;
  readonly access: Pick<KeyedAccess, 'callers'>;
  readonly now: () => number;
}

/** What may be asked for, besides `all`: no longer than an id of a provider or a key may be. */
const series = /^(?:all|(?:provider|key):.{1,100})$/s;

/** `GET /admin/stats?window=15m&of=provider:openai`: numbers of this gateway over time, for charts. */
export function statsEndpoint({ parts, access, now }: StatsAdmin): Endpoint {
  return {
    method: 'GET',
    path: '/admin/stats',
    async handle({ request }, { health, registry, isShared }) {
      const window = request.query.get('window') ?? '15m';
      const of = request.query.get('of') ?? 'all';
      if (!isWindow(window)) throw new GatewayError(`window must be one of ${Object.keys(windows).join(', ')}`, { status: 400 });
      if (!series.test(of)) throw new GatewayError('of must be all, provider: and an id, or key: and an id', { status: 400 });
      const question = { window, of };
      const all = await parts(question);
      const shown = presentStats(all, question, {
        now: now(),
        health: health.list(),
        providers: registry().providers.map(({ id }) => id),
        keys: access.callers().map(({ caller }) => caller.id),
      });
      // Counts are those of the processes that listen here; breakers and limits are of all gateways that share a Redis.
      const scope = { of: all.length > 1 ? 'host' : 'process', processes: all.length, since: Math.min(...all.map(({ since }) => since)), shared: isShared === undefined ? undefined : isShared() ? 'up' : 'away' };
      return json({ ...shown, scope });
    },
  };
}
