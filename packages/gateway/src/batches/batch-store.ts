import type { Redis } from 'ioredis';
import { readRecord, type AskedBatch, type BatchRecord, type BatchStatus } from './batch-record.ts';
import { pageOf, type Page, type PageQuery } from './page.ts';

/** What became of one request. */
export interface LineResult {
  readonly line: number;
  /** One line of the output file, or of the error file. */
  readonly text: string;
  readonly outcome: 'completed' | 'failed';
  /** What counts up beside that: tokens, and `late`. */
  readonly counts?: { readonly [field: string]: number } | undefined;
}

/** Batches in Redis. Every change is one step there, so that any number of machines may make it. */
export interface BatchStore {
  readonly create: (id: string, asked: AskedBatch) => Promise<void>;
  readonly get: (id: string) => Promise<BatchRecord | undefined>;
  readonly list: (owner: string, query: PageQuery) => Promise<Page>;
  /** Batches that have not ended. */
  readonly open: () => Promise<readonly string[]>;
  /** How many of those a caller has. */
  readonly openOf: (owner: string) => Promise<number>;
  /** Whether one of those reads a file. */
  readonly isReading: (file: string) => Promise<boolean>;
  /** Changes the status if it is one of `from`; says whether it did. */
  readonly move: (id: string, from: readonly BatchStatus[], to: BatchStatus, fields?: { readonly [field: string]: string | number }) => Promise<boolean>;
  readonly markQueued: (id: string) => Promise<void>;
  /** Keeps a result if the request has none. Says whether by now all requests have one. */
  readonly settle: (id: string, result: LineResult) => Promise<boolean>;
  readonly hasResult: (id: string, line: number) => Promise<boolean>;
  /** Results by line; `undefined` where there is none. */
  readonly results: (id: string, lines: readonly number[]) => Promise<readonly (Pick<LineResult, 'text' | 'outcome'> | undefined)[]>;
  /** Numbers of the lines that have a result. */
  readonly answered: (id: string) => Promise<readonly number[]>;
  /** Forgets what only a running batch needs, and the rest in time. */
  readonly end: (id: string, asked: AskedBatch) => Promise<void>;
}

const moveScript = `
local status = redis.call('HGET', KEYS[1], 'status')
if not status or not string.find(ARGV[1], ',' .. status .. ',', 1, true) then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV, 2))
return 1`;

// Counts go up only with a new result, so they and the results never disagree.
const settleScript = `
local status = redis.call('HGET', KEYS[1], 'status')
if status ~= 'in_progress' and status ~= 'cancelling' then return 0 end
if redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[2]) == 1 then
  for i = 3, #ARGV, 2 do redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1]) end
end
local counts = redis.call('HMGET', KEYS[1], 'total', 'completed', 'failed')
if (tonumber(counts[2]) or 0) + (tonumber(counts[3]) or 0) >= (tonumber(counts[1]) or math.huge) then return 1 end
return 0`;

/** Milliseconds that the longest completion window has. */
const longest = 1_000 * 3_600_000;

/**
 * Makes the store.
 *
 * @param life seconds that a batch which has ended is kept
 */
export function createBatchStore(redis: Redis, prefix: string, life: number): BatchStore {
  const batchKey = (id: string): string => `${prefix}:batch:${id}`;
  const resultsKey = (id: string): string => `${prefix}:results:${id}`;
  const ofOwner = (owner: string): string => `${prefix}:batches:${owner}`;
  const openKey = `${prefix}:open`;
  const openOfOwner = (owner: string): string => `${prefix}:open:${owner}`;
  const readersKey = (file: string): string => `${prefix}:readers:${file}`;

  return {
    async create(id, asked) {
      const owner = asked.caller.id;
      await redis
        .multi()
        .hset(batchKey(id), { status: 'validating', asked: JSON.stringify(asked) })
        .zadd(ofOwner(owner), Date.now(), id)
        .zremrangebyscore(ofOwner(owner), 0, Date.now() - longest - life * 1_000)
        .sadd(openKey, id)
        .sadd(openOfOwner(owner), id)
        .sadd(readersKey(asked.input), id)
        .exec();
    },
    get: async (id) => readRecord(await redis.hgetall(batchKey(id))),
    list: (owner, query) => pageOf(redis, ofOwner(owner), query),
    open: () => redis.smembers(openKey),
    openOf: (owner) => redis.scard(openOfOwner(owner)),
    isReading: async (file) => (await redis.scard(readersKey(file))) > 0,
    async move(id, from, to, fields = {}) {
      const moved = await redis.eval(moveScript, 1, batchKey(id), `,${from.join()},`, 'status', to, ...Object.entries(fields).flat());
      return moved === 1;
    },
    async markQueued(id) {
      await redis.hset(batchKey(id), 'queued', 1);
    },
    async settle(id, { line, text, outcome, counts = {} }) {
      const pairs = [outcome, 1, ...Object.entries(counts).flat()];
      const done = await redis.eval(settleScript, 2, batchKey(id), resultsKey(id), line, `${outcome === 'completed' ? '+' : '-'}${text}`, ...pairs);
      return done === 1;
    },
    hasResult: async (id, line) => (await redis.hexists(resultsKey(id), String(line))) === 1,
    async results(id, lines) {
      const texts = await redis.hmget(resultsKey(id), ...lines.map(String));
      return texts.map((text) => (text === null ? undefined : { text: text.slice(1), outcome: text.startsWith('+') ? 'completed' : 'failed' }));
    },
    answered: async (id) => (await redis.hkeys(resultsKey(id))).map(Number).sort((a, b) => a - b),
    async end(id, { caller, input }) {
      await redis
        .multi()
        .unlink(resultsKey(id))
        .srem(openKey, id)
        .srem(openOfOwner(caller.id), id)
        .srem(readersKey(input), id)
        .expire(batchKey(id), life)
        .exec();
    },
  };
}
