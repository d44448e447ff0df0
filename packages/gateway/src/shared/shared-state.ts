import type { Health, HealthStore } from '@g4f/registry/routes';
import type { CacheStore } from '../cache/cache-store.ts';
import type { KeyStorage } from '../keys/key-storage.ts';
import { createRedisStorage } from '../keys/redis-storage.ts';
import { createCounts, type Counts } from './counts.ts';
import { createRedisCache } from './redis-cache.ts';
import { createRedisCounts } from './redis-counts.ts';
import { createRedisHealth } from './redis-health.ts';
import { openRedisLink } from './redis-link.ts';

/** What {@link createSharedState} may be told. */
export interface SharedStateOptions {
  /** `redis:`, `rediss:` (TLS), `valkey:` or `valkeys:`, with user, password, port and number of the database. */
  readonly url: string;
  /** What the names of all keys begin with. @default 'g4f' */
  readonly prefix?: string | undefined;
  /** Milliseconds that Redis may take for one command before it counts as away. @default 250 */
  readonly timeout?: number | undefined;
  /** PEM of who has signed its certificate, where no public authority has. */
  readonly ca?: string | undefined;
  /** Told when Redis goes away, and why, and when it is back. @default nothing is done */
  readonly onChange?: ((isUp: boolean, error: unknown) => void) | undefined;
  /** Told what Redis refused. @default nothing is done */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** What gateways behind one load balancer share. */
export interface SharedState extends AsyncDisposable {
  /** `false`: Redis is away, and this gateway counts alone. */
  readonly isUp: () => boolean;
  /** For `createAccess`. */
  readonly counts: Counts;
  /** For `createHealth`. */
  readonly health: HealthStore;
  /** For `createCache`. */
  readonly cache: CacheStore;
  /** For `openKeyBook`. */
  readonly keys: KeyStorage;
  /** Reads into a health, once a second, what the others have seen, until the state is disposed. */
  readonly follow: (health: Pick<Health, 'refresh'>) => void;
}

const prefixPattern = /^[\w.:-]{1,64}$/;
const followEvery = 1_000;

/**
 * Connects a gateway to a Valkey or Redis, which it shares with others: limits and budgets, breakers, cached answers.
 *
 * If Redis goes away, or is not there yet, requests go on: limits are counted here from where they stood, breakers by what is seen here,
 * and nothing is cached. When it is back, what was used meanwhile is added.
 *
 * @throws TypeError for an address that is none; Error where a package is missing, or Redis refuses the password or the certificate
 * @example
 * await using shared = await createSharedState({ url: 'redis://127.0.0.1:6379', onChange: (isUp) => console.error(isUp ? 'Redis is back' : 'Redis is away') });
 * const health = createHealth({ store: shared.health });
 * shared.follow(health);
 * const access = await createAccess({ keys, counts: shared.counts });
 */
export async function createSharedState({ url, prefix = 'g4f', timeout = 250, ca, onChange, onError, now = () => Date.now() }: SharedStateOptions): Promise<SharedState> {
  if (!prefixPattern.test(prefix)) throw new TypeError('createSharedState: prefix may have letters, digits, ".", ":", "_" and "-"');
  if (!(timeout > 0)) throw new RangeError('createSharedState: timeout must be a number of milliseconds above 0');
  const link = await openRedisLink({ url, ca, timeout, onChange, onError });
  const timers = new Set<ReturnType<typeof setInterval>>();
  try {
    const remote = await createRedisCounts(link, prefix);
    const counts = createCounts({ remote, onError, now });
    link.onReturn((client) => counts.restore(remote.restoreOn(client)));
    return Object.freeze({
      isUp: link.isUp,
      counts,
      health: createRedisHealth(link, prefix, now),
      cache: createRedisCache(link, prefix),
      keys: createRedisStorage(link, prefix),
      follow(health: Pick<Health, 'refresh'>) {
        const timer = setInterval(() => void health.refresh(), followEvery);
        timer.unref();
        timers.add(timer);
      },
      async [Symbol.asyncDispose]() {
        for (const timer of timers) clearInterval(timer);
        link.close();
        await Promise.resolve();
      },
    });
  } catch (error) {
    link.close();
    throw error;
  }
}
