import type { Access } from '../access.ts';
import type { Endpoint } from '../endpoint.ts';
import type { GatewayAnswer, GatewayRequest } from '../exchange.ts';
import { GatewayError } from '../gateway-error.ts';
import { isAway } from '../shared/is-away.ts';
import { batchEndpoints } from './batch-endpoints.ts';
import { createBatchStore } from './batch-store.ts';
import type { BatchWorker, BatchWorkerOptions } from './batch-worker.ts';
import type { BatchParts, OpenBatches } from './batch-parts.ts';
import type { BatchesOptions, BatchLimits } from './batches-options.ts';
import { withCallers } from './caller-requests.ts';
import { openEngine } from './engine.ts';
import { fileEndpoints } from './file-endpoints.ts';
import { createFileStore } from './file-store.ts';
import { createRedisBlobs } from './redis-blobs.ts';
import { startWorker } from './worker.ts';

/** OpenAI's Batch API, and who works on it. */
export interface Batches extends AsyncDisposable {
  /** `/v1/files` and `/v1/batches`, for `createGateway({ endpoints })`. */
  readonly endpoints: readonly Endpoint[];
  /** The gateway's access, which lets in requests of batches as those of their callers, so that their limits hold. For `createGateway({ access })`. */
  readonly access: (access: Access) => Access;
  /**
   * Works on batches in this process, whichever machine they were made on.
   *
   * @throws Error without Redis, and without the job engine
   */
  readonly work: (gateway: { readonly handle: (request: GatewayRequest) => Promise<GatewayAnswer> }, options?: BatchWorkerOptions) => Promise<BatchWorker>;
  /** Leaves Redis. Workers are closed by themselves, before it. */
  readonly close: () => Promise<void>;
}

const cure = 'batches need Redis or Valkey, which this gateway has none of; set G4F_REDIS_URL, or redis.url in its configuration';

function limitsOf(options: BatchesOptions): BatchLimits {
  const { maxFile = 104_857_600, maxLine = 10_485_760, maxLines = 50_000, maxFiles = 1_000, maxStored = 1_073_741_824, maxOpen = 50, fileLife = 2_592_000 } = options;
  return { maxFile, maxLine, maxLines, maxFiles, maxStored, maxOpen, fileLife };
}

const isReply = (error: unknown): boolean => error instanceof Error && error.name === 'ReplyError';

/** Says of a Redis that is away that it is, and when to come again. */
function guarded(endpoint: Endpoint): Endpoint {
  return {
    ...endpoint,
    async handle(call, context) {
      try {
        return await endpoint.handle(call, context);
      } catch (error) {
        if (error instanceof GatewayError || !isAway(error, isReply(error))) throw error;
        throw Object.assign(new GatewayError('the Redis that keeps batches does not answer, or has no room; ask again in a moment', { status: 503, retryAfter: 2_000 }), { cause: error });
      }
    },
  };
}

/**
 * Makes OpenAI's Batch API of a gateway: files and batches in Redis, worked on by any number of processes on any number of machines.
 *
 * Each request has one result in the end, whatever crashes meanwhile. It may be made twice if its worker is lost while it makes it.
 *
 * @example
 * const batches = createBatches({ redis: 'redis://127.0.0.1:6379' });
 * const gateway = createGateway({ providers, endpoints: batches.endpoints, access: batches.access(localAccess()) });
 * const worker = await batches.work(gateway, { concurrency: 32 });
 */
export function createBatches(options: BatchesOptions = {}): Batches {
  const { redis: url, ca, prefix = '{g4f-batches}', blobs, now = () => Date.now(), onError = () => undefined } = options;
  const limits = limitsOf(options);

  async function connect(isPatient: boolean): Promise<BatchParts> {
    if (url === undefined) throw new GatewayError(cure, { status: 501 });
    const engine = await openEngine({ url, ca, prefix, isPatient, onError });
    const { redis } = engine;
    return { engine, files: createFileStore(redis, prefix, blobs ?? createRedisBlobs(redis, prefix)), batches: createBatchStore(redis, prefix, limits.fileLife) };
  }

  const seconds = (): number => Math.floor(now() / 1_000);
  let opened: Promise<BatchParts> | undefined;
  const open: OpenBatches = async () => {
    opened ??= connect(false);
    try {
      return await opened;
    } catch (error) {
      opened = undefined;
      throw error instanceof GatewayError ? error : Object.assign(new GatewayError(error instanceof Error ? error.message : String(error), { status: 501 }), { cause: error });
    }
  };

  async function close(): Promise<void> {
    const parts = await opened?.catch(() => undefined);
    opened = undefined;
    await parts?.engine.close();
  }

  return {
    endpoints: [...fileEndpoints(open, limits, seconds), ...batchEndpoints(open, limits, seconds)].map(guarded),
    access: withCallers,
    async work({ handle }, { attempts = 8, ...how } = {}) {
      const parts = await connect(true);
      const abort = new AbortController();
      return startWorker({ ...parts, limits, handle, attempts, now: seconds, signal: abort.signal }, prefix, abort, onError, how);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
