const utf8 = new TextEncoder();

/** Where the first of some words stands in these bytes, at `from` or behind it; -1 where none does. */
export type ByteSearch = (bytes: Uint8Array, from: number) => number;

function standsAt(bytes: Uint8Array, start: number, word: Uint8Array): boolean {
  for (let at = 0; at < word.length; at++) if (bytes[start + at] !== word[at]) return false;
  return true;
}

/**
 * Makes a search for words in bytes, by Horspool's rule: what cannot be the end of a word's beginning is leapt over. It decodes
 * nothing and allocates nothing, and passes UTF-8 faster than it is decoded.
 */
export function createByteSearch(words: readonly string[]): ByteSearch {
  const sought = words.map((word) => utf8.encode(word));
  /** Bytes that are looked at at a time. */
  const window = Math.min(...sought.map(({ length }) => length));
  const leaps = new Uint8Array(256).fill(window);
  const isLast = new Uint8Array(256);
  for (const word of sought) {
    word.subarray(0, window - 1).forEach((byte, at) => (leaps[byte] = Math.min(leaps[byte] ?? window, window - 1 - at)));
    isLast[word[window - 1] ?? 0] = 1;
  }

  return (bytes, from) => {
    for (let end = from + window - 1; end < bytes.length; ) {
      const byte = bytes[end] ?? 0;
      if (isLast[byte] === 1) {
        const start = end - window + 1;
        for (const word of sought) if (standsAt(bytes, start, word)) return start;
      }
      end += leaps[byte] ?? 1;
    }
    return -1;
  };
}
