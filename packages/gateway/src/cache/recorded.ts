import type { FinishReason, Part } from '@g4f/core';
import { partText } from './kept-answer.ts';

/** Answers that would come out the same again. One that was withheld, or ended for a reason of its own, is not kept. */
const complete: readonly FinishReason[] = ['stop', 'length', 'tool-calls'];

/**
 * Passes an answer on, and keeps a copy of it. Written by hand, so that `return()` reaches the answer while a part is awaited.
 *
 * @param maxLength characters beyond which nothing is kept
 * @param keep told the texts of all parts, once, when the answer is complete
 */
export function recorded(parts: AsyncGenerator<Part, void, undefined>, maxLength: number, keep: (parts: readonly string[]) => void): AsyncGenerator<Part, void, undefined> {
  let kept: string[] | undefined = [];
  let length = 0;

  function note(part: Part): void {
    if (kept === undefined) return;
    const text = partText(part);
    length += text.length;
    kept.push(text);
    if (length > maxLength) kept = undefined;
    else if (part.type === 'finish') {
      if (complete.includes(part.reason)) keep(kept);
      kept = undefined;
    }
  }

  return {
    async next() {
      const result = await parts.next();
      if (result.done !== true) note(result.value);
      return result;
    },
    return: () => parts.return(),
    throw: (error) => parts.throw(error),
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await parts.return();
    },
  };
}
