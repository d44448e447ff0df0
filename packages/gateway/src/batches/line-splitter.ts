/** One line of a file that is not blank. */
export interface Line {
  /** From 1, blank ones counted. */
  readonly number: number;
  /** Bytes before it. */
  readonly offset: number;
  /** Without its end. */
  readonly bytes: Uint8Array;
}

/** Splits bytes into lines as they come. */
export interface LineSplitter {
  /** @throws RangeError for a line over the limit */
  readonly push: (chunk: Uint8Array) => readonly Line[];
  /** What follows the last line's end. */
  readonly end: () => readonly Line[];
}

const newline = 0x0a;
const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);

/**
 * Makes a splitter.
 *
 * @param limit bytes that a line may have
 */
export function createLineSplitter(limit: number): LineSplitter {
  let held: Uint8Array[] = [];
  let heldLength = 0;
  let offset = 0;
  let number = 0;

  function take(tail: Uint8Array, ending: number): readonly Line[] {
    const bytes = heldLength === 0 ? tail : Buffer.concat([...held, tail]);
    const line = { number: ++number, offset, bytes };
    if (bytes.length > limit) throw new RangeError(`line ${number} is longer than ${limit} bytes`);
    offset += bytes.length + ending;
    held = [];
    heldLength = 0;
    return isBlank(bytes) ? [] : [line];
  }

  return {
    push(chunk) {
      const lines: Line[] = [];
      let start = 0;
      for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, start)) {
        lines.push(...take(chunk.subarray(start, at), 1));
        start = at + 1;
      }
      const rest = chunk.subarray(start);
      heldLength += rest.length;
      if (heldLength > limit) throw new RangeError(`line ${number + 1} is longer than ${limit} bytes`);
      if (rest.length > 0) held.push(rest);
      return lines;
    },
    end: () => (heldLength === 0 ? [] : take(new Uint8Array(), 0)),
  };
}
