/** Code spans, escaped characters, display maths, and what looks like maths inside a line by the rule of Pandoc. The first that fits wins. */
const pieces = /(`+)[^`][\s\S]*?\1(?!`)|\\\[([\s\S]{1,4000}?)\\\]|\\\(([\s\S]{1,1000}?)\\\)|\\[\s\S]|\$\$[\s\S]*?(?:\$\$|$)|\$(?=[^\s$])(?:[^$\\\n]|\\.)*?(?<=[^\s\\])\$(?!\d)|\$/g;

/**
 * Has dollars mean maths only where they do: `$x^2$` is, `from $5 to $10` is not. What models write between `\(` and `\)`, or `\[` and
 * `\]`, is maths too.
 */
export function tameDollars(text: string): string {
  if (!text.includes('$') && !text.includes('\\')) return text;
  return text.replace(pieces, (piece: string, ticks: string | undefined, display: string | undefined, inline: string | undefined) => {
    if (ticks !== undefined) return piece;
    if (display !== undefined) return `$$\n${display.trim()}\n$$`;
    if (inline !== undefined) return `$${inline.trim()}$`;
    if (piece !== '$') return piece;
    return '\\$';
  });
}
