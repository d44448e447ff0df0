import type { Chunk, FinishPart } from './part.ts';
import type { View } from './view.ts';

/** What came of an answer and was not shown yet, and what it means for the whole. */
export class Arrivals<T> {
  readonly #view: View<T>;
  #batch: readonly Chunk[] = [];
  #index = 0;
  #hasToolCall = false;
  /** The author's own, held back until the end. */
  finish: FinishPart | undefined;
  /** The consumer saw something of the answer itself: there is no way back. */
  hasContent = false;
  /** Nothing more comes from the author: what is here is the rest. */
  isLast = false;

  constructor(view: View<T>) {
    this.#view = view;
  }

  /** Takes the place of what was here, all of which has been taken. */
  put(batch: readonly Chunk[]): void {
    this.#batch = batch;
    this.#index = 0;
  }

  /** The next thing to show, if there is any. */
  take(): T | undefined {
    while (this.#index < this.#batch.length) {
      const value = this.#accept(this.#batch[this.#index++]);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** All that there is to show. What fails behind something is thrown with the next call. */
  takeAll(): readonly T[] | undefined {
    const values: T[] = [];
    try {
      for (let value = this.take(); value !== undefined; value = this.take()) values.push(value);
    } catch (error) {
      if (values.length === 0) throw error;
      this.#index--;
    }
    return values.length === 0 ? undefined : values;
  }

  /** How the answer ends: as the author said, or as its content has it. */
  lastPart(): FinishPart {
    return this.finish ?? { type: 'finish', reason: this.#hasToolCall ? 'tool-calls' : 'stop' };
  }

  /** Notes what a chunk means for the whole, and gives what the consumer sees of it. */
  #accept(chunk: Chunk | null | undefined): T | undefined {
    if (chunk === '') return undefined;
    if (typeof chunk !== 'string') {
      if (typeof chunk !== 'object' || chunk === null) throw new TypeError(`yielded ${chunk === null ? 'null' : typeof chunk}, which is neither text nor a part`);
      if (chunk.type === 'finish' && !this.isLast) {
        this.finish = chunk;
        return undefined;
      }
      if ((chunk.type === 'text' || chunk.type === 'reasoning') && chunk.text === '' && !('metadata' in chunk)) return undefined;
      this.#hasToolCall ||= chunk.type === 'tool-call';
    }
    if (!this.hasContent) this.hasContent = this.#view.isContent(chunk);
    return this.#view.show(chunk);
  }
}
