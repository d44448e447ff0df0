import { Arrivals } from './arrivals.ts';
import { createClock, type Clock } from './clock.ts';
import { timeoutMessage } from './deadlines.ts';
import type { ResolvedDeadlines, Stage } from './init.ts';
import { noContent } from './no-content.ts';
import type { Chunk, Part } from './part.ts';
import { nextBatch, type Batched } from './part-batches.ts';
import { ProviderError } from './provider-error.ts';
import { createStopFilter, type StopFilter } from './stop-words.ts';
import type { View } from './view.ts';

/** One call, as the guard sees it. */
export interface GuardedCall {
  /** The caller's. */
  readonly signal?: AbortSignal | undefined;
  /** Checks what is asked. Called at the first `next()`; what it throws, the consumer gets. */
  readonly open: () => OpenCall;
  /** Makes the consumer's error of whatever went wrong. */
  readonly toError: (error: unknown, hasContent: boolean) => unknown;
}

/** A call whose input is in order. */
export interface OpenCall {
  readonly deadlines: ResolvedDeadlines;
  readonly stop: readonly string[];
  /** Shown before whatever comes first. */
  readonly warnings: readonly Part[];
  /** Starts the author's stream. */
  readonly stream: (signal: AbortSignal, touch: (stage: Stage) => void) => AsyncIterable<Chunk | readonly Chunk[]>;
}

/** Who waits: for one thing, or for all that is there. */
interface Waiter<T> {
  readonly one?: ((result: IteratorResult<T, void>) => void) | undefined;
  readonly all?: ((result: IteratorResult<readonly T[], void>) => void) | undefined;
  readonly end: (result: typeof done) => void;
  readonly reject: (reason: unknown) => void;
}

const done = { done: true, value: undefined } as const;
const isList = (value: Chunk | readonly Chunk[]): value is readonly Chunk[] => Array.isArray(value);

/**
 * The one owner of deadlines, abort and cleanup: runs an author's stream and gives one view of it.
 *
 * Written by hand as an object of closures: a generator around a generator, with a race and a timer for each chunk, costs twenty
 * times as much, and the race keeps memory for as long as the call lives.
 */
export function guard<T>(call: GuardedCall, view: View<T>): AsyncGenerator<T, void, undefined> & Batched<T> {
  const controller = new AbortController();
  const arrived = new Arrivals(view);
  let clock: Clock | undefined;
  let filter: StopFilter | undefined;
  let source: AsyncIterator<Chunk | readonly Chunk[]> | undefined;
  /** The author's `next()` is under way. */
  let isPulling = false;
  let warnings: readonly Part[] = [];
  let isOver = false;
  let failure: { readonly reason: unknown } | undefined;
  let waiter: Waiter<T> | undefined;
  const queue: Waiter<T>[] = [];

  const onAbort = (): void => {
    failWith(call.signal?.reason);
  };

  function close(): void {
    isOver = true;
    arrived.put([]);
    clock?.stop();
    call.signal?.removeEventListener('abort', onAbort);
  }

  /** Lets go of all who wait: the first in the way given, the rest as done. */
  function settle(endFirst: (waiting: Waiter<T>) => void = ({ end }) => end(done)): void {
    const first = waiter;
    waiter = undefined;
    if (first !== undefined) endFirst(first);
    for (const { end } of queue.splice(0)) end(done);
  }

  /** Ends the call by `reason`. A waiting consumer hears of it before the author does. */
  function failWith(reason: unknown): void {
    if (isOver) return;
    close();
    if (waiter === undefined) failure = { reason };
    settle((waiting) => {
      waiting.reject(reason);
    });
    controller.abort(reason);
    void leaveSource();
  }

  function fail(error: unknown): void {
    if (!isOver) failWith(call.toError(error, arrived.hasContent));
  }

  async function leaveSource(): Promise<void> {
    try {
      await source?.return?.();
    } catch {
      // The call is over: how its cleanup went changes nothing for the consumer.
    }
  }

  function pull(): void {
    try {
      source ??= start();
      clock?.wait();
      isPulling = true;
      source.next().then(onResult, onThrow);
    } catch (error) {
      onThrow(error);
    }
  }

  function start(): AsyncIterator<Chunk | readonly Chunk[]> {
    const open = call.open();
    warnings = open.warnings;
    call.signal?.addEventListener('abort', onAbort, { once: true });
    if (open.stop.length > 0) filter = createStopFilter(open.stop);
    const { touch } = (clock = createClock(open.deadlines, (name, limit) => {
      fail(new ProviderError(timeoutMessage(name, limit), { code: 'timeout' }));
    }));
    return open.stream(controller.signal, touch)[Symbol.asyncIterator]();
  }

  function onThrow(error: unknown): void {
    isPulling = false;
    fail(error);
  }

  function onResult(result: IteratorResult<Chunk | readonly Chunk[], unknown>): void {
    isPulling = false;
    if (isOver) return;
    try {
      if (result.done === true) end(filter?.flush() ?? '');
      else receive(result.value);
      serve();
    } catch (error) {
      fail(error);
    }
  }

  function receive(value: Chunk | readonly Chunk[]): void {
    clock?.chunk();
    let list = isList(value) ? value : [value];
    if (warnings.length > 0) {
      list = [...warnings, ...list];
      warnings = [];
    }
    const batch = filter === undefined ? list : filter.push(list);
    if (filter?.hit() !== true) {
      arrived.put(batch);
      return;
    }
    arrived.put([...batch, arrived.lastPart()]);
    arrived.isLast = true;
    controller.abort(new DOMException('a stop word was met', 'AbortError'));
    void leaveSource();
  }

  /** Nothing more comes from the author: what was held back, and the one `finish`, are the rest. */
  function end(rest: string): void {
    arrived.isLast = true;
    arrived.put([rest, arrived.lastPart()]);
    if (arrived.hasContent || rest !== '' || filter?.hit() === true) return;
    throw noContent(arrived.finish);
  }

  /** Gives to one who waits, if there is something to give. */
  function give({ one, all }: Waiter<T>): boolean {
    const values = all === undefined ? undefined : arrived.takeAll();
    const value = all === undefined ? arrived.take() : undefined;
    if (value === undefined && values === undefined) return false;
    // The next in the queue may throw for what comes behind.
    waiter = queue.shift();
    if (value !== undefined) one?.({ done: false, value });
    if (values !== undefined) all?.({ done: false, value: values });
    return true;
  }

  /** Gives to those who wait, in their order, as long as there is something to give. */
  function serve(): void {
    while (waiter !== undefined) {
      if (give(waiter)) continue;
      if (!arrived.isLast) {
        pull();
        return;
      }
      close();
      settle();
      return;
    }
    clock?.rest();
  }

  /** What is at hand already, or what there is to say of the end; `undefined` for who must wait. */
  function now<V>(take: () => V | undefined): Promise<IteratorResult<V, void>> | undefined {
    if (source === undefined && !isOver && call.signal?.aborted === true) onAbort();
    try {
      const value = take();
      if (value !== undefined) return Promise.resolve({ done: false, value });
    } catch (error) {
      fail(error);
    }
    if (failure !== undefined) {
      const { reason } = failure;
      failure = undefined;
      return Promise.reject(reason);
    }
    return isOver ? Promise.resolve(done) : undefined;
  }

  function wait(waiting: Waiter<T>): void {
    if (waiter !== undefined) {
      queue.push(waiting);
      return;
    }
    waiter = waiting;
    serve();
  }

  const take = (): T | undefined => arrived.take();
  function next(): Promise<IteratorResult<T, void>> {
    const there = waiter === undefined ? now(take) : undefined;
    if (there !== undefined) return there;
    const { promise, resolve, reject } = Promise.withResolvers<IteratorResult<T, void>>();
    wait({ one: resolve, end: resolve, reject });
    return promise;
  }

  const takeAll = (): readonly T[] | undefined => arrived.takeAll();
  function nextAll(): Promise<IteratorResult<readonly T[], void>> {
    const there = waiter === undefined ? now(takeAll) : undefined;
    if (there !== undefined) return there;
    const { promise, resolve, reject } = Promise.withResolvers<IteratorResult<readonly T[], void>>();
    wait({ all: resolve, end: resolve, reject });
    return promise;
  }

  async function leave(): Promise<void> {
    failure = undefined;
    if (isOver) return;
    close();
    settle();
    // First the signal, then the author's `finally`: it must not wait for a socket that nobody reads.
    controller.abort(new DOMException('the consumer left', 'AbortError'));
    const left = leaveSource();
    // An author who is still waiting for something may never look at the signal; the consumer need not wait for that.
    if (!isPulling) await left;
  }

  return {
    next,
    [nextBatch]: nextAll,
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
