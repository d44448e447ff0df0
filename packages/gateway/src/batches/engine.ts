import type * as Bullmq from 'bullmq';
import type { Redis } from 'ioredis';
import { redisUrl } from '../shared/redis-url.ts';

/** One request of a batch, by where it stands in its file. */
export interface LineJob {
  readonly batch: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly offset: number;
  readonly length: number;
}

/** What is done with a whole batch; of `sweep`, with all of them. */
export interface ControlJob {
  readonly batch: string;
}

export type ControlName = 'validate' | 'close' | 'finalize';

/** Where batches are kept and worked on. */
export interface EngineOptions {
  readonly url: string;
  /** PEM, for a certificate that no public authority has signed. */
  readonly ca: string | undefined;
  /** What every name in Redis begins with. */
  readonly prefix: string;
  /** Waits for a Redis that is away, as a worker has to, in place of failing as an endpoint has to. */
  readonly isPatient: boolean;
  readonly onError: (error: unknown) => void;
}

/** A connection and its queues. */
export interface Engine {
  readonly redis: Redis;
  readonly bullmq: typeof Bullmq;
  readonly lines: Bullmq.Queue<LineJob>;
  readonly control: Bullmq.Queue<ControlJob>;
  readonly close: () => Promise<void>;
}

/** Names of the queues. */
export const queues = { lines: 'batch-lines', control: 'batch-control' } as const;

async function load(): Promise<{ readonly ioredis: { readonly Redis: typeof Redis }; readonly bullmq: typeof Bullmq }> {
  try {
    const [ioredis, bullmq] = await Promise.all([import('ioredis'), import('bullmq')]);
    return { ioredis, bullmq };
  } catch (cause) {
    throw new Error('batches need the packages bullmq and ioredis, which are not installed; run: npm install bullmq ioredis', { cause });
  }
}

/**
 * Connects.
 *
 * @throws TypeError for a malformed address; Error that names the command, where the job engine is not installed
 */
export async function openEngine({ url, ca, prefix, isPatient, onError }: EngineOptions): Promise<Engine> {
  const address = redisUrl(url);
  const { ioredis, bullmq } = await load();
  const redis = new ioredis.Redis(address, {
    connectionName: 'g4f-batches',
    enableAutoPipelining: true,
    maxRetriesPerRequest: isPatient ? null : 1,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
    ...(ca !== undefined && { tls: { ca } }),
  });
  redis.on('error', onError);
  const options = {
    connection: redis,
    prefix,
    // Nobody reads the engine's own events; each job's end is in its batch.
    streams: { events: { maxLen: 100 } },
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true, stackTraceLimit: 0 },
  };
  const lines = new bullmq.Queue<LineJob>(queues.lines, options);
  const control = new bullmq.Queue<ControlJob>(queues.control, options);
  for (const queue of [lines, control]) queue.on('error', onError);
  return {
    redis,
    bullmq,
    lines,
    control,
    async close() {
      await Promise.all([lines.close(), control.close()]);
      redis.disconnect();
    },
  };
}

/** Has something done with a batch, soon and once: what is waiting already is not asked for twice. */
export async function order({ control }: Engine, name: ControlName, batch: string): Promise<void> {
  await control.add(name, { batch }, { jobId: `${name}.${batch}`, attempts: 5, backoff: { type: 'exponential', delay: 1_000 } });
}
