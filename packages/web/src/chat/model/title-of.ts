/** Characters of a title that is made of what was asked. */
const longest = 60;

/** What a conversation is called that nobody named: how its first question begins. */
export function titleOf(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  if (line.length <= longest) return line === '' ? '…' : line;
  const cut = line.slice(0, longest);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest / 2))}…`;
}
