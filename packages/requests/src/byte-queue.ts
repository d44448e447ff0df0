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
  let wake: (() => void) | undefined;

  const alert = (): void => {
    wake?.();
    wake = undefined;
  };
  const end = (how: { readonly error?: unknown }): void => {
    ending ??= how;
    alert();
  };
  return {
    push(chunk) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= highWaterMark && !isPaused) {
        isPaused = true;
        pause();
      }
      alert();
    },
    end: () => end({}),
    fail: (error) => end({ error }),
    abort(reason) {
      chunks = [];
      ending = { error: reason };
      alert();
    },
    async next() {
      if (chunks.length === 0 && ending === undefined) await new Promise<void>((resolve) => (wake = resolve));
      if (chunks.length > 0) {
        const batch = chunks;
        chunks = [];
        size = 0;
        if (isPaused) {
          isPaused = false;
          resume();
        }
        return batch;
      }
      if (ending !== undefined && 'error' in ending) throw ending.error;
      return undefined;
    },
  };
}
