/** The short form, for CI: fewer rounds. */
export const isShort = process.env['BENCH_SHORT'] === '1';

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/**
 * Measures each candidate once a round, in turns, so that what else the machine does meets all alike.
 * A measurement gives its own figure; the result is the median of each. One more round at the start warms up and is not counted.
 */
export async function alternate<Name extends string>(candidates: { readonly [K in Name]: () => number | Promise<number> }, rounds: number): Promise<{ readonly [K in Name]: number }> {
  const names = Object.keys(candidates) as Name[];
  const figures = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const figure = await candidates[name]();
      if (round > 0) figures.get(name)?.push(figure);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(figures.get(name) ?? [])])) as { readonly [K in Name]: number };
}
