import type { Redis } from 'ioredis';
import type { RateLimiterRedis } from 'rate-limiter-flexible';
import type { RemoteCounts, Restore } from './counts.ts';
import { loadOptional } from './load-optional.ts';
import type { RedisLink } from './redis-link.ts';

/**
 * In place of the limiter's own script, which counts what it refuses too: one call that is far too large would then keep out all the
 * small ones until the end of the minute. Its arguments and its answer are the limiter's: amount, seconds, limit; count, milliseconds.
 */
const takeIfItFits = `
local used = tonumber(redis.call('get', KEYS[1]) or '0')
local amount = tonumber(ARGV[1])
local ttl = redis.call('pttl', KEYS[1])
if ttl < 0 then ttl = 1000 * tonumber(ARGV[2]) end
if amount > 0 and used + amount > tonumber(ARGV[3]) then return { used + amount, ttl } end
redis.call('incrby', KEYS[1], ARGV[1])
redis.call('pexpire', KEYS[1], ttl)
return { used + amount, ttl }`;

/** What this process owes, on top of the count, or of what it was when last heard of if the store has lost it. */
const restoreScript = `
if redis.call('exists', KEYS[1]) == 0 then redis.call('set', KEYS[1], ARGV[1], 'EX', ARGV[3]) end
return redis.call('incrby', KEYS[1], ARGV[2])`;

/** Settled is settled, over every limit. */
const endless = Number.MAX_SAFE_INTEGER;

/** Counts on Redis: each is taken or added in one step there, so that any number of gateways share a limit exactly. */
export async function createRedisCounts(link: RedisLink, prefix: string): Promise<RemoteCounts & { readonly restoreOn: (client: Redis) => Restore }> {
  const { RateLimiterRedis: Limiter, RateLimiterRes } = await loadOptional('rate-limiter-flexible', () => import('rate-limiter-flexible'));
  const limiters = new Map<number, RateLimiterRedis>();
  const keyPrefix = `${prefix}:count`;

  function limiterOf(storeClient: Redis, points: number): RateLimiterRedis {
    const before = limiters.get(points);
    if (before !== undefined) return before;
    const limiter = new Limiter({ storeClient, keyPrefix, points, duration: 60, customIncrTtlLuaScript: takeIfItFits });
    limiters.set(points, limiter);
    return limiter;
  }

  return {
    take: (key, amount, limit, seconds) =>
      link.ask(async (client) => {
        try {
          const { consumedPoints } = await limiterOf(client, limit).consume(key, amount, { customDuration: seconds });
          return { isTaken: true, used: consumedPoints };
        } catch (refused) {
          if (refused instanceof RateLimiterRes) return { isTaken: false, used: refused.consumedPoints - amount };
          throw refused;
        }
      }),

    add: (key, amount, seconds) =>
      link.ask(async (client) => {
        const { consumedPoints } = await limiterOf(client, endless).penalty(key, amount, { customDuration: seconds });
        return consumedPoints;
      }),

    restoreOn: (client) => async (key, known, owed, seconds) => Number(await client.eval(restoreScript, 1, `${keyPrefix}:${key}`, known, owed, seconds)),
  };
}
