import type { Chunk } from './part.ts';

/** Ends an answer before the first stop word, also one that is split across chunks. */
export interface StopFilter {
  /** Takes a batch, gives what of it is certain to stand. */
  readonly push: (batch: readonly Chunk[]) => readonly Chunk[];
  /** What was held back, once nothing more comes. */
  readonly flush: () => string;
  /** A stop word was met. */
  readonly hit: () => boolean;
}

/** Makes the filter for the stop words of one request. */
export function createStopFilter(words: readonly string[]): StopFilter {
  let held = '';
  let hit = false;
  const longest = Math.max(...words.map((word) => word.length));

  const take = (text: string): string => {
    const seen = held + text;
    const found = words.map((word) => seen.indexOf(word)).filter((at) => at >= 0);
    if (found.length > 0) {
      hit = true;
      held = '';
      return seen.slice(0, Math.min(...found));
    }
    let keep = Math.min(longest - 1, seen.length);
    while (keep > 0 && !words.some((word) => word.startsWith(seen.slice(-keep)))) keep--;
    held = keep === 0 ? '' : seen.slice(-keep);
    return seen.slice(0, seen.length - keep);
  };
  const flush = (): string => {
    const text = held;
    held = '';
    return text;
  };
  return {
    push(batch) {
      const out: Chunk[] = [];
      for (const chunk of batch) {
        const text = typeof chunk === 'string' ? chunk : chunk.type === 'text' ? chunk.text : undefined;
        // A stop word does not reach across a tool call: what is held stands before it.
        if (text === undefined) out.push(flush(), chunk);
        else out.push(take(text));
        if (hit) break;
      }
      return out;
    },
    flush,
    hit: () => hit,
  };
}
