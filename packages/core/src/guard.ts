import { createClock, type Clock } from './clock.ts';
import { timeoutMessage } from './deadlines.ts';
import type { ResolvedDeadlines, Stage } from './init.ts';
import { noContent } from './no-content.ts';
import type { Chunk, FinishPart, Part } from './part.ts';
import { ProviderError } from './provider-error.ts';
import { createStopFilter, type StopFilter } from './stop-words.ts';

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

/** What one kind of consumer sees of the chunks. */
export interface View<T> {
  /** `undefined`: nothing. */
  readonly show: (chunk: Chunk) => T | undefined;
  /** This chunk, shown, commits the call. */
  readonly isContent: (chunk: Chunk) => boolean;
}

type Waiter<T> = PromiseWithResolvers<IteratorResult<T, void>>;

const done = { done: true, value: undefined } as const;
const isList = (value: Chunk | readonly Chunk[]): value is readonly Chunk[] => Array.isArray(value);

/**
 * The one owner of deadlines, abort and cleanup: runs an author's stream and gives one view of it.
 *
 * Written by hand as an object of closures: a generator around a generator, with a race and a timer for each chunk, costs twenty
 * times as much, and the race keeps memory for as long as the call lives.
 */
export function guard<T>(call: GuardedCall, view: View<T>): AsyncGenerator<T, void, undefined> {
  const controller = new AbortController();
  let clock: Clock | undefined;
  let filter: StopFilter | undefined;
  let source: AsyncIterator<Chunk | readonly Chunk[]> | undefined;
  /** The author's `next()` is under way. */
  let isPulling = false;
  let batch: readonly Chunk[] = [];
  let index = 0;
  let warnings: readonly Part[] = [];
  let finish: FinishPart | undefined;
  /** The consumer saw something of the answer itself: there is no way back. */
  let hasContent = false;
  let hasToolCall = false;
  /** The author's stream is at its end; what is left of `batch` is the rest. */
  let isEnding = false;
  let isOver = false;
  let failure: { readonly reason: unknown } | undefined;
  let waiter: Waiter<T> | undefined;
  const queue: Waiter<T>[] = [];

  const onAbort = (): void => {
    failWith(call.signal?.reason);
  };

  /** Notes what a chunk means for the whole, and gives what the consumer sees of it. */
  function accept(chunk: Chunk | null | undefined): T | undefined {
    if (chunk === '') return undefined;
    if (typeof chunk !== 'string') {
      if (typeof chunk !== 'object' || chunk === null) throw new TypeError(`yielded ${chunk === null ? 'null' : typeof chunk}, which is neither text nor a part`);
      if (chunk.type === 'finish' && !isEnding) {
        finish = chunk;
        return undefined;
      }
      if ((chunk.type === 'text' || chunk.type === 'reasoning') && chunk.text === '' && !('metadata' in chunk)) return undefined;
      hasToolCall ||= chunk.type === 'tool-call';
    }
    if (!hasContent) hasContent = view.isContent(chunk);
    return view.show(chunk);
  }

  /** The next thing to show out of what came, if there is any. */
  function take(): T | undefined {
    while (index < batch.length) {
      const value = accept(batch[index++]);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  function close(): void {
    isOver = true;
    batch = [];
    clock?.stop();
    call.signal?.removeEventListener('abort', onAbort);
  }

  /** Lets go of all who wait: the first in the way given, the rest as done. */
  function settle(end: (waiting: Waiter<T>) => void = ({ resolve }) => resolve(done)): void {
    const first = waiter;
    waiter = undefined;
    if (first !== undefined) end(first);
    for (const next of queue.splice(0)) next.resolve(done);
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
    if (!isOver) failWith(call.toError(error, hasContent));
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
    const { deadlines, stop, stream, ...open } = call.open();
    warnings = open.warnings;
    call.signal?.addEventListener('abort', onAbort, { once: true });
    if (stop.length > 0) filter = createStopFilter(stop);
    const { touch } = (clock = createClock(deadlines, (name, limit) => {
      fail(new ProviderError(timeoutMessage(name, limit), { code: 'timeout' }));
    }));
    return stream(controller.signal, touch)[Symbol.asyncIterator]();
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
    batch = filter === undefined ? list : filter.push(list);
    index = 0;
    if (filter?.hit() !== true) return;
    batch = [...batch, lastPart()];
    isEnding = true;
    controller.abort(new DOMException('a stop word was met', 'AbortError'));
    void leaveSource();
  }

  /** Nothing more comes from the author: what was held back, and the one `finish`, are the rest. */
  function end(rest: string): void {
    isEnding = true;
    batch = [rest, lastPart()];
    index = 0;
    if (hasContent || rest !== '' || filter?.hit() === true) return;
    throw noContent(finish);
  }

  function lastPart(): FinishPart {
    return finish ?? { type: 'finish', reason: hasToolCall ? 'tool-calls' : 'stop' };
  }

  /** Gives to those who wait, in their order, as long as there is something to give. */
  function serve(): void {
    while (waiter !== undefined) {
      const value = take();
      if (value === undefined && !isEnding) {
        pull();
        return;
      }
      if (value === undefined) {
        close();
        settle();
        return;
      }
      const { resolve } = waiter;
      waiter = queue.shift();
      resolve({ done: false, value });
    }
    clock?.rest();
  }

  /** What came but was not taken yet. */
  function takeReady(): T | undefined {
    try {
      return take();
    } catch (error) {
      fail(error);
      return undefined;
    }
  }

  function next(): Promise<IteratorResult<T, void>> {
    if (waiter !== undefined) {
      const queued: Waiter<T> = Promise.withResolvers();
      queue.push(queued);
      return queued.promise;
    }
    if (source === undefined && !isOver && call.signal?.aborted === true) onAbort();
    const value = takeReady();
    return value === undefined ? (ended() ?? waitForMore()) : Promise.resolve({ done: false, value });
  }

  function ended(): Promise<IteratorResult<T, void>> | undefined {
    if (failure !== undefined) {
      const { reason } = failure;
      failure = undefined;
      return Promise.reject(reason);
    }
    return isOver ? Promise.resolve(done) : undefined;
  }

  function waitForMore(): Promise<IteratorResult<T, void>> {
    const waiting: Waiter<T> = (waiter = Promise.withResolvers());
    serve();
    return waiting.promise;
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
