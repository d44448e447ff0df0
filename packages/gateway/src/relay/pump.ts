import type { Part, PartBatches, WireAnswer } from '@g4f/core';
import type { RelayReader } from './relay-reader.ts';

type Result = IteratorResult<readonly Part[], void>;
const done = { done: true, value: undefined } as const;

/** Reads the bytes of an answer with a reader, an array of parts a network chunk. Leaves the body at a failure, and throws what `tidy` makes of it. By hand, as each generator on the way costs every chunk three promises. */
export function pump(body: WireAnswer['body'], reader: RelayReader, tidy: (error: unknown) => unknown): PartBatches {
  const bytes = body[Symbol.asyncIterator]();
  let failure: unknown;
  let isOver = false;

  const leave = async (): Promise<unknown> => {
    isOver = true;
    return bytes.return?.();
  };
  const fail = (error: unknown): never => {
    if (!isOver) leave().catch(() => undefined);
    throw tidy(error);
  };
  const take = (result: IteratorResult<Uint8Array, unknown>): Result | Promise<Result> => {
    if (isOver) return done;
    try {
      if (result.done === true) isOver = true;
      const parts = result.done === true ? reader.end() : reader.push(result.value);
      failure = reader.failed();
      if (parts.length > 0) return { done: false, value: parts };
      return isOver ? done : next();
    } catch (error) {
      return fail(error);
    }
  };
  const next = (): Promise<Result> => {
    if (isOver) return Promise.resolve(done);
    // It came behind what was given last.
    if (failure !== undefined) return Promise.resolve().then(() => fail(failure));
    return bytes.next().then(take, fail);
  };
  return { next, return: leave };
}
