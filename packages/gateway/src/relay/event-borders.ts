const lineFeed = 10;
const carriageReturn = 13;

/** Where the last whole event in these bytes ends, looking no further back than `from`; 0 where none does. */
export function lastBorder(bytes: Uint8Array, from = 0): number {
  for (let at = bytes.length - 1; at > from; at--) {
    const byte = bytes[at];
    const before = bytes[at - 1];
    if (byte === lineFeed && (before === lineFeed || (before === carriageReturn && bytes[at - 2] === lineFeed))) return at + 1;
    if (byte === carriageReturn && before === carriageReturn) return at + 1;
  }
  return 0;
}

const border = /\r\n\r\n|\n\n|\r\r/g;

/** Where the event that begins at `from`, or that holds it, ends: after its border. The text's end where there is none. */
export function borderAfter(text: string, from: number): number {
  const plain = text.indexOf('\n\n', from);
  if (!text.includes('\r')) return plain < 0 ? text.length : plain + 2;
  border.lastIndex = from;
  const found = border.exec(text);
  return found === null ? text.length : found.index + found[0].length;
}

/** Where the event that holds `at` begins. */
export function borderBefore(text: string, at: number): number {
  for (let end = at; end > 1; end--) {
    const last = text[end - 1];
    const before = text[end - 2];
    if ((last === '\n' && (before === '\n' || (before === '\r' && text[end - 3] === '\n'))) || (last === '\r' && before === '\r')) return end;
  }
  return 0;
}

/** Events that are kept of what went by: those that tell how an answer ended are among the last. */
const mostKept = 8;
/** Characters that are kept where lines end otherwise. */
const mostCharacters = 65_536;

/** The last events of a text. */
export function lastEvents(text: string): string {
  let at = text.length;
  for (let count = 0; count <= mostKept; count++) {
    const before = text.lastIndexOf('\n\n', at - 3);
    if (before < 0 || at < 3) return text.slice(-mostCharacters);
    at = before + 2;
  }
  return text.slice(at);
}
