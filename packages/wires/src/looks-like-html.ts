const openings = ['<!doctype', '<html'];
/** Characters of white space after which nobody expects a page any more. */
const mostSpace = 1_024;

/**
 * Tells from the beginning of a body whether it is an HTML page: `undefined` while it could still become one. Looks past a byte
 * order mark and white space.
 *
 * @example
 * looksLikeHtml('\n<!DOCTYPE html><title>Just a moment</title>'); // true
 * looksLikeHtml('<!'); // undefined
 * looksLikeHtml('<p>is how a paragraph begins'); // false
 */
export function looksLikeHtml(start: string): boolean | undefined {
  const text = start.slice(0, mostSpace).trimStart();
  if (text === '') return start.length < mostSpace ? undefined : false;
  const head = text.slice(0, Math.max(...openings.map(({ length }) => length))).toLowerCase();
  if (openings.some((opening) => head.startsWith(opening))) return true;
  return openings.some((opening) => opening.startsWith(head)) ? undefined : false;
}
