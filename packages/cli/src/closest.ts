import { distance } from 'fastest-levenshtein';

/**
 * The known names that are nearest to a misspelt one, best first, three at most; none where none is near.
 *
 * @param bare takes off what all names have in common
 * @example
 * closest('gpt3.5-turbo', ['gpt-3.5-turbo', 'llama']); // ['gpt-3.5-turbo']
 */
export function closest(name: string, known: readonly string[], bare: (name: string) => string = (each) => each.toLowerCase()): string[] {
  const wanted = bare(name);
  return known
    .map((each) => ({ each, away: wanted !== '' && bare(each).includes(wanted) ? 0 : distance(wanted, bare(each)) }))
    .filter(({ away }) => away <= Math.max(2, wanted.length / 3))
    .sort((a, b) => a.away - b.away)
    .slice(0, 3)
    .map(({ each }) => each);
}
