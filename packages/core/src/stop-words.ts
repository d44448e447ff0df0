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

  /** Where the first whole stop word is; -1 for nowhere. */
  const find = (text: string): number =>
    words.reduce((first, word) => {
      const at = text.indexOf(word);
      return at === -1 || (first !== -1 && first < at) ? first : at;
    }, -1);
  /** From where on the text may be the beginning of a stop word; its length for nowhere. */
  const mayBegin = (text: string): number => {
    let at = Math.max(0, text.length - longest + 1);
    while (at < text.length && !words.some((word) => word.startsWith(text.slice(at)))) at++;
    return at;
  };
  const cutAt = (text: string, at: number): string => {
    hit = true;
    held = '';
    return text.slice(0, at);
  };
  const take = (text: string): string => {
    const seen = held + text;
    const at = find(seen);
    const from = mayBegin(seen);
    // A longer word that began earlier may still become whole, and then it is the first.
    if (at !== -1 && at <= from) return cutAt(seen, at);
    held = seen.slice(from);
    return seen.slice(0, from);
  };
  const flush = (): string => {
    const at = find(held);
    if (at !== -1) return cutAt(held, at);
    const text = held;
    held = '';
    return text;
  };
  return {
    push(batch) {
      const out: Chunk[] = [];
      for (const chunk of batch) {
        const part = typeof chunk === 'object' && chunk.type === 'text' ? chunk : undefined;
        const text = typeof chunk === 'string' ? chunk : part?.text;
        // A stop word does not reach across a tool call, or what ends a block: what is held stands before it.
        out.push(text === undefined ? flush() : take(text));
        if (hit) break;
        if (text === undefined) out.push(chunk);
        else if (part?.metadata !== undefined) out.push(flush(), { ...part, text: '' });
      }
      return out;
    },
    flush,
    hit: () => hit,
  };
}
