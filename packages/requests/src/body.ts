import { createTextDecoder } from '@g4f/wires';
import type { ByteSource } from './transport.ts';

/** Bytes that a look at the beginning decodes at a time. */
const peekBytes = 256;

/** A body whose beginning can be looked at before it is read. */
export interface Body extends ByteSource {
  /** Reads until the text so far is `enough`, or at its end. Reading starts at the beginning all the same. */
  readonly peek: (enough: (text: string) => boolean) => Promise<string>;
  /** Reads `limit` bytes at most; `isWhole` is false if there is more, which is not read. */
  readonly read: (limit: number) => Promise<{ readonly text: string; readonly isWhole: boolean }>;
}

/** Gives a source its {@link Body}. */
export function createBody({ next, cancel }: ByteSource): Body {
  const ahead: (readonly Uint8Array[])[] = [];
  return {
    next: () => {
      const batch = ahead.shift();
      return batch === undefined ? next() : Promise.resolve(batch);
    },
    cancel,
    async peek(enough) {
      const decoder = createTextDecoder();
      let text = '';
      while (!enough(text)) {
        const batch = await next();
        if (batch === undefined) break;
        ahead.push(batch);
        for (const chunk of batch) {
          // All of it will be decoded by who reads it: here as little as will do.
          for (let at = 0; at < chunk.length && !enough(text); at += peekBytes) text += decoder.push(chunk.subarray(at, at + peekBytes));
        }
      }
      return text;
    },
    async read(limit) {
      const decoder = createTextDecoder();
      let text = '';
      let left = limit;
      for (let batch = ahead.shift() ?? (await next()); batch !== undefined; batch = ahead.shift() ?? (await next())) {
        for (const chunk of batch) {
          text += decoder.push(chunk.subarray(0, left));
          left -= chunk.length;
          if (left < 0) {
            cancel();
            return { text, isWhole: false };
          }
        }
      }
      return { text: text + decoder.end(), isWhole: true };
    },
  };
}
