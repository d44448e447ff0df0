import type { Body } from './body.ts';
import { joinBytes } from './join-bytes.ts';

/** Makes of the bytes of network chunks what their reader wants. */
export interface BodyReader<T> {
  /** `undefined`: nothing yet. */
  readonly read: (bytes: Uint8Array) => T | undefined;
  /** What was held back, at the end. @default nothing is */
  readonly end?: (() => T | undefined) | undefined;
}

const done = { done: true, value: undefined } as const;
type Result<T> = IteratorResult<T, void>;

/** A body on its way to its reader. A class, since each of its methods would be one more object for every answer. */
class Pieces<T> implements AsyncGenerator<T, void, undefined> {
  readonly #body: Body;
  readonly #open: () => BodyReader<T> | Promise<BodyReader<T>>;
  #reader: BodyReader<T> | undefined;
  #isOver = false;
  #isPulling = false;
  /** Calls of `next()` that wait behind one another. */
  #queued = 0;
  #last: Promise<Result<T>> | undefined;

  constructor(body: Body, open: () => BodyReader<T> | Promise<BodyReader<T>>) {
    this.#body = body;
    this.#open = open;
  }

  next(): Promise<Result<T>> {
    if (this.#last === undefined || (!this.#isPulling && this.#queued === 0)) return (this.#last = this.#advance());
    this.#queued++;
    const turn = (): Promise<Result<T>> => {
      this.#queued--;
      return this.#advance();
    };
    return (this.#last = this.#last.then(turn, turn));
  }

  return(): Promise<typeof done> {
    if (!this.#isOver) this.#close();
    return Promise.resolve(done);
  }

  throw(error: unknown): Promise<never> {
    if (!this.#isOver) this.#close();
    return Promise.reject(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  [Symbol.asyncDispose](): Promise<void> {
    if (!this.#isOver) this.#close();
    return Promise.resolve();
  }

  #close(): void {
    this.#isOver = true;
    this.#body.cancel();
  }

  readonly #fail = (error: unknown): never => {
    this.#isPulling = false;
    this.#close();
    throw error;
  };

  readonly #take = (chunks: readonly Uint8Array[] | undefined): Result<T> | Promise<Result<T>> => {
    this.#isPulling = false;
    if (this.#isOver) return done;
    try {
      const value = chunks === undefined ? this.#reader?.end?.() : this.#reader?.read(joinBytes(chunks));
      if (chunks === undefined) this.#close();
      if (value !== undefined) return { done: false, value };
      return chunks === undefined ? done : this.#pull();
    } catch (error) {
      return this.#fail(error);
    }
  };

  #pull(): Promise<Result<T>> {
    this.#isPulling = true;
    return this.#body.next().then(this.#take, this.#fail);
  }

  #begin(): Promise<Result<T>> {
    this.#isPulling = true;
    try {
      const opened = this.#open();
      if (!(opened instanceof Promise)) {
        this.#reader = opened;
        return this.#pull();
      }
      return opened.then((made) => {
        this.#reader = made;
        return this.#isOver ? done : this.#pull();
      }, this.#fail);
    } catch (error) {
      return Promise.resolve().then(() => this.#fail(error));
    }
  }

  #advance(): Promise<Result<T>> {
    if (this.#isOver) return Promise.resolve(done);
    return this.#reader === undefined ? this.#begin() : this.#pull();
  }
}

/**
 * Reads a body, one piece a network chunk. Written by hand: a generator costs three promises a piece more, and lets nobody leave while it
 * waits for one. Leaving, the end and a failure close the connection.
 *
 * @param open called at the first `next()`
 */
export function iterateBody<T>(body: Body, open: () => BodyReader<T> | Promise<BodyReader<T>>): AsyncGenerator<T, void, undefined> {
  return new Pieces(body, open);
}
