import type { ByteSource } from './transport.ts';

/** Bytes that may wait for a reader before the sender is held. */
const highWaterMark = 65_536;

/** Where a connection puts its bytes, and a reader takes them. */
export interface ByteQueue {
  readonly push: (chunk: Uint8Array) => void;
  readonly end: () => void;
  /** The reader gets what is queued, and then this. */
  readonly fail: (error: unknown) => void;
  /** The reader gets this now, and nothing that is queued. */
  readonly abort: (reason: unknown) => void;
  readonly next: ByteSource['next'];
}

/** How a queue holds its sender. */
export interface Flow {
  readonly pause: () => void;
  readonly resume: () => void;
}

/** A queue with back-pressure. It keeps nothing of a chunk that was taken. */
export function createByteQueue({ pause, resume }: Flow): ByteQueue {
  let chunks: Uint8Array[] = [];
  let size = 0;
  let isPaused = false;
  let ending: { readonly error?: unknown } | undefined;
  let reader: PromiseWithResolvers<readonly Uint8Array[] | undefined> | undefined;

  const take = (): readonly Uint8Array[] => {
    const batch = chunks;
    chunks = [];
    size = 0;
    if (isPaused) {
      isPaused = false;
      resume();
    }
    return batch;
  };
  /** Gives to the reader who waits, if one does. */
  const serve = (): void => {
    if (reader === undefined) return;
    const { resolve, reject } = reader;
    reader = undefined;
    if (chunks.length > 0) resolve(take());
    else if (ending !== undefined && 'error' in ending) reject(ending.error);
    else resolve(undefined);
  };
  const end = (how: { readonly error?: unknown }): void => {
    ending ??= how;
    serve();
  };
  return {
    push(chunk) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= highWaterMark && !isPaused && reader === undefined) {
        isPaused = true;
        pause();
      }
      serve();
    },
    end: () => end({}),
    fail: (error) => end({ error }),
    abort(reason) {
      chunks = [];
      ending = { error: reason };
      serve();
    },
    next() {
      if (chunks.length > 0) return Promise.resolve(take());
      const { promise } = (reader = Promise.withResolvers());
      if (ending !== undefined) serve();
      return promise;
    },
  };
}
