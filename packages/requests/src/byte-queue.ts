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

class Queue implements ByteQueue {
  readonly #flow: Flow;
  #chunks: Uint8Array[] = [];
  #size = 0;
  #isPaused = false;
  #ending: { readonly error?: unknown } | undefined;
  #reader: PromiseWithResolvers<readonly Uint8Array[] | undefined> | undefined;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size >= highWaterMark && !this.#isPaused && this.#reader === undefined) {
      this.#isPaused = true;
      this.#flow.pause();
    }
    this.#serve();
  }

  end(): void {
    this.#end({});
  }

  fail(error: unknown): void {
    this.#end({ error });
  }

  abort(reason: unknown): void {
    this.#chunks = [];
    this.#ending = { error: reason };
    this.#serve();
  }

  readonly next = (): Promise<readonly Uint8Array[] | undefined> => {
    if (this.#chunks.length > 0) return Promise.resolve(this.#take());
    const { promise } = (this.#reader = Promise.withResolvers());
    if (this.#ending !== undefined) this.#serve();
    return promise;
  };

  #take(): readonly Uint8Array[] {
    const batch = this.#chunks;
    this.#chunks = [];
    this.#size = 0;
    if (this.#isPaused) {
      this.#isPaused = false;
      this.#flow.resume();
    }
    return batch;
  }

  /** Gives to the reader who waits, if one does. */
  #serve(): void {
    if (this.#reader === undefined) return;
    const { resolve, reject } = this.#reader;
    this.#reader = undefined;
    if (this.#chunks.length > 0) resolve(this.#take());
    else if (this.#ending !== undefined && 'error' in this.#ending) reject(this.#ending.error);
    else resolve(undefined);
  }

  #end(how: { readonly error?: unknown }): void {
    this.#ending ??= how;
    this.#serve();
  }
}

/** A queue with back-pressure. It keeps nothing of a chunk that was taken. */
export function createByteQueue(flow: Flow): ByteQueue {
  return new Queue(flow);
}
