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

/**
 * Reads a body, one piece a network chunk. Written by hand: a generator costs three promises a piece more, and lets nobody leave while it
 * waits for one. Leaving, the end and a failure close the connection.
 *
 * @param open called at the first `next()`
 */
export function iterateBody<T>(body: Body, open: () => BodyReader<T> | Promise<BodyReader<T>>): AsyncGenerator<T, void, undefined> {
  let reader: BodyReader<T> | undefined;
  let isOver = false;
  let isPulling = false;
  /** Calls of `next()` that wait behind one another. */
  let queued = 0;
  let last: Promise<Result<T>> = Promise.resolve(done);

  const close = (): void => {
    isOver = true;
    body.cancel();
  };
  const fail = (error: unknown): never => {
    isPulling = false;
    close();
    throw error;
  };
  const take = (chunks: readonly Uint8Array[] | undefined): Result<T> | Promise<Result<T>> => {
    isPulling = false;
    if (isOver) return done;
    try {
      const value = chunks === undefined ? reader?.end?.() : reader?.read(joinBytes(chunks));
      if (chunks === undefined) close();
      if (value !== undefined) return { done: false, value };
      return chunks === undefined ? done : pull();
    } catch (error) {
      return fail(error);
    }
  };
  const pull = (): Promise<Result<T>> => {
    isPulling = true;
    return body.next().then(take, fail);
  };
  const begin = (): Promise<Result<T>> => {
    isPulling = true;
    try {
      const opened = open();
      if (!(opened instanceof Promise)) {
        reader = opened;
        return pull();
      }
      return opened.then((made) => {
        reader = made;
        return isOver ? done : pull();
      }, fail);
    } catch (error) {
      return Promise.resolve().then(() => fail(error));
    }
  };
  const turn = (): Promise<Result<T>> => {
    queued--;
    return advance();
  };
  const advance = (): Promise<Result<T>> => {
    if (isOver) return Promise.resolve(done);
    return reader === undefined ? begin() : pull();
  };
  return {
    next() {
      if (!isPulling && queued === 0) return (last = advance());
      queued++;
      return (last = last.then(turn, turn));
    },
    return() {
      if (!isOver) close();
      return Promise.resolve(done);
    },
    throw(error) {
      if (!isOver) close();
      return Promise.reject(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]() {
      if (!isOver) close();
      return Promise.resolve();
    },
  };
}
