import { createMemoryStore, type HealthState, type HealthStore } from '@g4f/registry/routes';
import { parseHealth } from './health-text.ts';
import type { RedisLink } from './redis-link.ts';

type Change = (state: HealthState | undefined) => HealthState;
interface Waiting {
  readonly change: Change;
  readonly resolve: (state: HealthState) => void;
  readonly reject: (error: unknown) => void;
}

/** States that are kept, as in memory: names of models come from requests, so that there might be any number. */
const mostStates = 10_000;
/** Seconds after which states are forgotten when nobody asks for anything. */
const keptFor = 86_400;
/** Each try fails only where another one has succeeded. */
const mostTries = 100;

/** Puts one state in place of another, if that is still there, and drops the one that was touched longest ago where there are too many. */
const swapScript = `
if (redis.call('hget', KEYS[1], ARGV[1]) or '') ~= ARGV[2] then return 0 end
redis.call('hset', KEYS[1], ARGV[1], ARGV[3])
redis.call('zadd', KEYS[2], ARGV[4], ARGV[1])
for _, name in ipairs(redis.call('zrange', KEYS[2], 0, -1 - tonumber(ARGV[5]))) do
  redis.call('hdel', KEYS[1], name)
  redis.call('zrem', KEYS[2], name)
end
redis.call('expire', KEYS[1], ARGV[6])
redis.call('expire', KEYS[2], ARGV[6])
return 1`;

const latest = (mine: HealthState): Change => (theirs) => (theirs !== undefined && (theirs.checkedAt ?? 0) > (mine.checkedAt ?? 0) ? theirs : mine);

/**
 * Health on Redis, by compare and swap. Changes of one process to one state go together, so that only gateways compete, and not calls.
 * While Redis is away each process goes on by itself; when it is back, whoever has heard of a model last is believed.
 */
export function createRedisHealth(link: RedisLink, prefix: string, now: () => number): HealthStore {
  // Both in one slot of a cluster.
  const states = `{${prefix}:health}`;
  const ages = `{${prefix}:health}:ages`;
  const local = createMemoryStore();
  const alone = new Set<string>();
  const queues = new Map<string, Waiting[]>();

  /** The state after each change. `undefined`: Redis is away, and nothing has changed. */
  async function changeThere(key: string, changes: readonly Change[]): Promise<readonly HealthState[] | undefined> {
    for (let tries = 0; tries < mostTries; tries++) {
      const read = await link.ask((client) => client.hget(states, key));
      if (read === undefined) return undefined;
      const before = read ?? '';
      let state = parseHealth(before);
      const after = changes.map((change) => (state = change(state)));
      const swapped = await link.ask((client) => client.eval(swapScript, 2, states, ages, key, before, JSON.stringify(state), now(), mostStates, keptFor));
      if (swapped === undefined) return undefined;
      if (swapped === 1) return after;
    }
    throw new Error('health: too many gateways change one state at once');
  }

  async function changeHere(key: string, changes: readonly Change[]): Promise<readonly HealthState[]> {
    alone.add(key);
    const after: HealthState[] = [];
    for (const change of changes) after.push(await local.update(key, change));
    return after;
  }

  async function drain(key: string, queue: readonly Waiting[]): Promise<void> {
    const changes = queue.map(({ change }) => change);
    try {
      const there = await changeThere(key, changes);
      const last = there?.at(-1);
      if (last !== undefined) await local.update(key, () => last);
      const after = there ?? (await changeHere(key, changes));
      for (const [index, { resolve, reject }] of queue.entries()) {
        const state = after[index];
        if (state === undefined) reject(new Error('health: a change gave no state'));
        else resolve(state);
      }
    } catch (error) {
      for (const { reject } of queue) reject(error);
    }
  }

  /** Works off what has come for a state, all of it at a time. */
  async function work(key: string): Promise<void> {
    for (let queue = queues.get(key); queue !== undefined && queue.length > 0; queue = queues.get(key)) {
      queues.set(key, []);
      await drain(key, queue);
    }
    queues.delete(key);
  }

  function update(key: string, change: Change): Promise<HealthState> {
    return new Promise((resolve, reject) => {
      const queue = queues.get(key);
      const waiting = { change, resolve, reject };
      if (queue !== undefined) {
        queue.push(waiting);
        return;
      }
      queues.set(key, [waiting]);
      void work(key);
    });
  }

  link.onReturn(async () => {
    if (!link.isUp()) return;
    const mine = new Map(await local.entries());
    for (const key of [...alone]) {
      alone.delete(key);
      const state = mine.get(key);
      if (state !== undefined) await update(key, latest(state));
    }
  });

  return {
    update,
    async entries() {
      const all = await link.ask((client) => client.hgetall(states));
      if (all === undefined) return local.entries();
      return Object.entries(all).flatMap(([key, text]): readonly (readonly [string, HealthState])[] => {
        const state = parseHealth(text);
        return state === undefined ? [] : [[key, state]];
      });
    },
  };
}
