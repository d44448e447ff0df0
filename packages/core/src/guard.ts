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
const takeOne = <T>(arrived: Arrivals<T>): T | undefined => arrived.take();
const takeAll = <T>(arrived: Arrivals<T>): readonly T[] | undefined => arrived.takeAll();
const isList = (value: Chunk | readonly Chunk[]): value is readonly Chunk[] => Array.isArray(value);

/**
 * The one owner of deadlines, abort and cleanup: runs an author's stream and gives one view of it.
 *
 * Written by hand: a generator around a generator, with a race and a timer for each chunk, costs twenty times as much, and the race keeps
 * memory for as long as the call lives. A class, since each of its methods would be one more object for every call.
 */
class Guard<T> implements AsyncGenerator<T, void, undefined>, Batched<T> {
  readonly #call: GuardedCall;
  readonly #controller = new AbortController();
  readonly #arrived: Arrivals<T>;
  #clock: Clock | undefined;
  #filter: StopFilter | undefined;
  #source: AsyncIterator<Chunk | readonly Chunk[]> | undefined;
  /** The author's `next()` is under way. */
  #isPulling = false;
  #warnings: readonly Part[] = [];
  #isOver = false;
  #failure: { readonly reason: unknown } | undefined;
  #waiter: Waiter<T> | undefined;
  readonly #queue: Waiter<T>[] = [];

  constructor(call: GuardedCall, view: View<T>) {
    this.#call = call;
    this.#arrived = new Arrivals(view);
  }

  readonly #onAbort = (): void => {
    this.#failWith(this.#call.signal?.reason);
  };

  #close(): void {
    this.#isOver = true;
    this.#arrived.put([]);
    this.#clock?.stop();
    this.#call.signal?.removeEventListener('abort', this.#onAbort);
  }

  /** Lets go of all who wait: the first in the way given, the rest as done. */
  #settle(endFirst: (waiting: Waiter<T>) => void = ({ end }) => end(done)): void {
    const first = this.#waiter;
    this.#waiter = undefined;
    if (first !== undefined) endFirst(first);
    for (const { end } of this.#queue.splice(0)) end(done);
  }

  /** Ends the call by `reason`. A waiting consumer hears of it before the author does. */
  #failWith(reason: unknown): void {
    if (this.#isOver) return;
    this.#close();
    if (this.#waiter === undefined) this.#failure = { reason };
    this.#settle((waiting) => {
      waiting.reject(reason);
    });
    this.#controller.abort(reason);
    void this.#leaveSource();
  }

  #fail(error: unknown): void {
    if (!this.#isOver) this.#failWith(this.#call.toError(error, this.#arrived.hasContent));
  }

  async #leaveSource(): Promise<void> {
    try {
      await this.#source?.return?.();
    } catch {
      // The call is over: how its cleanup went changes nothing for the consumer.
    }
  }

  #pull(): void {
    try {
      this.#source ??= this.#start();
      this.#clock?.wait();
      this.#isPulling = true;
      this.#source.next().then(this.#onResult, this.#onThrow);
    } catch (error) {
      this.#onThrow(error);
    }
  }

  #start(): AsyncIterator<Chunk | readonly Chunk[]> {
    const open = this.#call.open();
    this.#warnings = open.warnings;
    this.#call.signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (open.stop.length > 0) this.#filter = createStopFilter(open.stop);
    const { touch } = (this.#clock = createClock(open.deadlines, (name, limit) => {
      this.#fail(new ProviderError(timeoutMessage(name, limit), { code: 'timeout' }));
    }));
    return open.stream(this.#controller.signal, touch)[Symbol.asyncIterator]();
  }

  readonly #onThrow = (error: unknown): void => {
    this.#isPulling = false;
    this.#fail(error);
  };

  readonly #onResult = (result: IteratorResult<Chunk | readonly Chunk[], unknown>): void => {
    this.#isPulling = false;
    if (this.#isOver) return;
    try {
      if (result.done === true) this.#end(this.#filter?.flush() ?? '');
      else this.#receive(result.value);
      this.#serve();
    } catch (error) {
      this.#fail(error);
    }
  };

  #receive(value: Chunk | readonly Chunk[]): void {
    this.#clock?.chunk();
    let list = isList(value) ? value : [value];
    if (this.#warnings.length > 0) {
      list = [...this.#warnings, ...list];
      this.#warnings = [];
    }
    const batch = this.#filter === undefined ? list : this.#filter.push(list);
    if (this.#filter?.hit() !== true) {
      this.#arrived.put(batch);
      return;
    }
    this.#arrived.put([...batch, this.#arrived.lastPart()]);
    this.#arrived.isLast = true;
    this.#controller.abort(new DOMException('a stop word was met', 'AbortError'));
    void this.#leaveSource();
  }

  /** Nothing more comes from the author: what was held back, and the one `finish`, are the rest. */
  #end(rest: string): void {
    this.#arrived.isLast = true;
    this.#arrived.put([rest, this.#arrived.lastPart()]);
    if (this.#arrived.hasContent || rest !== '' || this.#filter?.hit() === true) return;
    throw noContent(this.#arrived.finish);
  }

  /** Gives to one who waits, if there is something to give. */
  #give({ one, all }: Waiter<T>): boolean {
    const values = all === undefined ? undefined : this.#arrived.takeAll();
    const value = all === undefined ? this.#arrived.take() : undefined;
    if (value === undefined && values === undefined) return false;
    // The next in the queue may throw for what comes behind.
    this.#waiter = this.#queue.shift();
    if (value !== undefined) one?.({ done: false, value });
    if (values !== undefined) all?.({ done: false, value: values });
    return true;
  }

  /** Gives to those who wait, in their order, as long as there is something to give. */
  #serve(): void {
    while (this.#waiter !== undefined) {
      if (this.#give(this.#waiter)) continue;
      if (!this.#arrived.isLast) {
        this.#pull();
        return;
      }
      this.#close();
      this.#settle();
      return;
    }
    this.#clock?.rest();
  }

  /** What is at hand already, or what there is to say of the end; `undefined` for who must wait. */
  #now<V>(take: (arrived: Arrivals<T>) => V | undefined): Promise<IteratorResult<V, void>> | undefined {
    if (this.#source === undefined && !this.#isOver && this.#call.signal?.aborted === true) this.#onAbort();
    try {
      const value = take(this.#arrived);
      if (value !== undefined) return Promise.resolve({ done: false, value });
    } catch (error) {
      this.#fail(error);
    }
    if (this.#failure !== undefined) {
      const { reason } = this.#failure;
      this.#failure = undefined;
      return Promise.reject(reason);
    }
    return this.#isOver ? Promise.resolve(done) : undefined;
  }

  #wait(waiting: Waiter<T>): void {
    if (this.#waiter !== undefined) {
      this.#queue.push(waiting);
      return;
    }
    this.#waiter = waiting;
    this.#serve();
  }

  next(): Promise<IteratorResult<T, void>> {
    const there = this.#waiter === undefined ? this.#now(takeOne) : undefined;
    if (there !== undefined) return there;
    const { promise, resolve, reject } = Promise.withResolvers<IteratorResult<T, void>>();
    this.#wait({ one: resolve, end: resolve, reject });
    return promise;
  }

  [nextBatch](): Promise<IteratorResult<readonly T[], void>> {
    const there = this.#waiter === undefined ? this.#now(takeAll) : undefined;
    if (there !== undefined) return there;
    const { promise, resolve, reject } = Promise.withResolvers<IteratorResult<readonly T[], void>>();
    this.#wait({ all: resolve, end: resolve, reject });
    return promise;
  }

  async #leave(): Promise<void> {
    this.#failure = undefined;
    if (this.#isOver) return;
    this.#close();
    this.#settle();
    // First the signal, then the author's `finally`: it must not wait for a socket that nobody reads.
    this.#controller.abort(new DOMException('the consumer left', 'AbortError'));
    const left = this.#leaveSource();
    // An author who is still waiting for something may never look at the signal; the consumer need not wait for that.
    if (!this.#isPulling) await left;
  }

  async return(): Promise<typeof done> {
    await this.#leave();
    return done;
  }

  async throw(error: unknown): Promise<never> {
    await this.#leave();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#leave();
  }
}

/** Guards a call: see {@link Guard}. */
export function guard<T>(call: GuardedCall, view: View<T>): AsyncGenerator<T, void, undefined> & Batched<T> {
  return new Guard(call, view);
}
