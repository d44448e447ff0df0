import type { RedisLink } from '../shared/redis-link.ts';
import type { KeyStorage } from './key-storage.ts';

/** Puts a text in place of another, if no other change came between. */
const swapScript = `
if (redis.call('hget', KEYS[1], 'version') or '') ~= ARGV[1] then return 0 end
redis.call('hset', KEYS[1], 'version', ARGV[2], 'text', ARGV[3])
return 1`;

const mostTries = 20;

/** Keeps keys on Redis, for every gateway that shares it. They have no end: let it evict nothing, and keep it on disk. */
export function createRedisStorage(link: RedisLink, prefix: string): KeyStorage {
  const key = `${prefix}:keys`;
  let seen: string | undefined;
  const ask = () => link.ask((client) => client.hmget(key, 'version', 'text'));

  return {
    name: 'Redis',
    async read() {
      const before = seen;
      seen = undefined; // after a failure it is read anew
      // The text is long, and nearly always the same.
      const version = await link.ask(async (client) => (await client.hget(key, 'version')) ?? '');
      if (version !== undefined && version === before) {
        seen = before;
        return 'same';
      }
      const found = version === undefined ? undefined : await ask();
      if (found === undefined) return 'away';
      seen = found[0] ?? '';
      return { text: found[1] ?? undefined };
    },
    async update(change) {
      for (let tries = 0; tries < mostTries; tries++) {
        const found = await ask();
        if (found === undefined) return undefined;
        const text = change(found[1] ?? undefined);
        const swapped = await link.ask((client) => client.eval(swapScript, 1, key, found[0] ?? '', crypto.randomUUID(), text));
        if (swapped === undefined) return undefined;
        if (swapped === 1) return text;
      }
      throw new Error('too many gateways change the keys at once');
    },
  };
}
