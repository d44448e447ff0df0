/** Names to look at: a hint is not worth more time than that. */
const mostNames = 5_000;
const mostHints = 3;
/** Share of letter pairs in common, 0 to 1. */
const leastAlike = 0.6;

function pairsOf(name: string): readonly string[] {
  const letters = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return Array.from({ length: Math.max(letters.length - 1, 0) }, (_, at) => letters.slice(at, at + 2));
}

/**
 * The names most like one that nobody knows, by the letter pairs that they share (Sørensen–Dice), best first.
 *
 * @example
 * closestNames('gpt35-turbo', ['gpt-3.5-turbo', 'llama']); // ['gpt-3.5-turbo']
 */
export function closestNames(name: string, names: Iterable<string>): readonly string[] {
  const wanted = new Set(pairsOf(name.slice(0, 100)));
  const alike: { readonly known: string; readonly share: number }[] = [];
  let looked = 0;
  for (const known of names) {
    if (looked++ === mostNames) break;
    const pairs = new Set(pairsOf(known));
    const share = (2 * [...pairs].filter((pair) => wanted.has(pair)).length) / (wanted.size + pairs.size);
    if (share >= leastAlike) alike.push({ known, share });
  }
  return alike
    .sort((a, b) => b.share - a.share)
    .slice(0, mostHints)
    .map(({ known }) => known);
}
