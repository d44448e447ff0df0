const lineFeed = 10;
const carriageReturn = 13;

/** Whether an event ends with the byte before `end`: with an empty line, however lines end. */
function isBorder(bytes: Uint8Array, end: number): boolean {
  const byte = bytes[end - 1];
  const before = bytes[end - 2];
  if (byte === lineFeed) return before === lineFeed || (before === carriageReturn && bytes[end - 3] === lineFeed);
  return byte === carriageReturn && before === carriageReturn;
}

/** Where the last whole event that is over at `end` ends, looking no further back than `from`; 0 where none does. */
export function lastBorder(bytes: Uint8Array, from = 0, end = bytes.length): number {
  for (let at = end; at > from + 1; at--) if (isBorder(bytes, at)) return at;
  return 0;
}

/** Where the event that begins at `from`, or that holds it, ends: after its border. The end of the bytes where there is none. */
export function borderAfter(bytes: Uint8Array, from: number): number {
  for (let at = from + 2; at < bytes.length; at++) if (isBorder(bytes, at)) return at;
  return bytes.length;
}

/** Events that are kept of what went by: those that tell how an answer ended are among the last. */
export const mostKept = 9;

/** The last events of these bytes. */
export function lastEvents(bytes: Uint8Array): Uint8Array {
  let at = bytes.length;
  for (let count = 0; count < mostKept && at > 0; count++) at = lastBorder(bytes, 0, at - 1);
  return bytes.subarray(at);
}
