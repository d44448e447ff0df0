import type { Part } from './part.ts';

/**
 * The method of a guarded generator that gives all that is at hand, where `next()` gives one. Registered, so that two copies of this
 * package agree on it.
 */
export const nextBatch: unique symbol = Symbol.for('@g4f/core:next-batch');

/** A generator that has `nextBatch`. */
export interface Batched<T> {
  readonly [nextBatch]: () => Promise<IteratorResult<readonly T[], void>>;
}

/** The parts of an answer as they come, all that is at hand at a time: about one network chunk's worth. */
export interface PartBatches {
  /** Never gives an empty array. Not to be called again before it has answered. */
  readonly next: () => Promise<IteratorResult<readonly Part[], void>>;
  /** Leaves the answer, as a `break` does. */
  readonly return: () => Promise<unknown>;
}

const isBatched = (parts: AsyncIterable<Part> | (AsyncIterable<Part> & Batched<Part>)): parts is AsyncIterable<Part> & Batched<Part> => nextBatch in parts;

const inArray = (result: IteratorResult<Part, void>): IteratorResult<readonly Part[], void> => (result.done === true ? result : { done: false, value: [result.value] });

/**
 * Reads an answer by arrays of parts in place of single ones: many events of a fast model are one step then, and not one each. Of any
 * other generator, such as one that a wrapper made, each array holds one part.
 *
 * @param parts what `createPartGenerator` gave, of which nothing was read yet
 * @example
 * const batches = partBatches(provider.createPartGenerator({ messages }));
 * for (let batch = await batches.next(); batch.done !== true; batch = await batches.next()) console.log(batch.value.length);
 */
export function partBatches(parts: AsyncIterable<Part>): PartBatches {
  const iterator = parts[Symbol.asyncIterator]();
  return {
    next: isBatched(parts) ? () => parts[nextBatch]() : () => iterator.next().then(inArray),
    return: async () => iterator.return?.(),
  };
}

const done = { done: true, value: undefined } as const;

/**
 * The other way round: makes a generator of parts of what gives arrays of them, for who offers an answer as `createPartGenerator` does.
 *
 * @example
 * const relayed = partsFrom({ next: () => upstream.next(), return: () => upstream.return() });
 */
export function partsFrom(batches: PartBatches): AsyncGenerator<Part, void, undefined> & Batched<Part> {
  let ready: readonly Part[] = [];
  let index = 0;
  let last: Promise<unknown> = Promise.resolve();

  async function one(): Promise<IteratorResult<Part, void>> {
    for (;;) {
      const value = ready[index++];
      if (value !== undefined) return { done: false, value };
      const result = await batches.next();
      if (result.done === true) return result;
      ready = result.value;
      index = 0;
    }
  }
  function all(): Promise<IteratorResult<readonly Part[], void>> {
    const rest = ready.slice(index);
    ready = [];
    return rest.length === 0 ? batches.next() : Promise.resolve({ done: false, value: rest });
  }
  async function leave(): Promise<void> {
    ready = [];
    await batches.return();
  }
  return {
    next() {
      const result = last.then(one, one);
      last = result;
      return result;
    },
    [nextBatch]: all,
    async return() {
      await leave();
      return done;
    },
    async throw(error) {
      await leave();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: leave,
  };
}
