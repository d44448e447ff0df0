import type { CacheStore } from '../cache/cache-store.ts';
import type { RedisLink } from './redis-link.ts';

/** Cached answers on Redis. While it is away nothing is found and nothing is kept. */
export function createRedisCache(link: RedisLink, prefix: string): CacheStore {
  const keyOf = (key: string): string => `${prefix}:cache:${key}`;
  return {
    get: async (key) => (await link.ask((client) => client.get(keyOf(key)))) ?? undefined,
    async set(key, text, seconds) {
      await link.ask((client) => client.set(keyOf(key), text, 'EX', seconds));
    },
  };
}
