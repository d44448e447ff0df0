/** Names parted by commas; an option that is given again adds to them. */
export function parseNames(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, ...text.split(',').flatMap((name) => name.trim() || [])];
}
