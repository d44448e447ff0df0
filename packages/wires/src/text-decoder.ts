/** Turns bytes into text as they come. */
export interface TextDecoding {
  /** The text that is certain by now; `''` while a character is incomplete. */
  readonly push: (bytes: Uint8Array) => string;
  /** What is left at the end: `''`, or U+FFFD for a character that never became whole. */
  readonly end: () => string;
}

const more = { stream: true } as const;

/**
 * Decodes UTF-8 across any chunk border. What is not UTF-8 becomes U+FFFD, never an error. One byte order mark at the very
 * beginning is dropped, since it is no part of an answer; U+FEFF anywhere else is kept.
 *
 * @example
 * const decoder = createTextDecoder();
 * decoder.push(Uint8Array.of(0xc3)) + decoder.push(Uint8Array.of(0xa9)) + decoder.end(); // 'é'
 */
export function createTextDecoder(): TextDecoding {
  const decoder = new TextDecoder();
  return {
    push: (bytes) => decoder.decode(bytes, more),
    end: () => decoder.decode(),
  };
}
