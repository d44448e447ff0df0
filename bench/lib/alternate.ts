/** The short form, for CI: fewer rounds. */
export const isShort = process.env['BENCH_SHORT'] === '1';

/** What was measured, a figure a round, in the order of the rounds. */
export type Samples = readonly number[];

/**
 * Measures each candidate once a round, in turns, so that what else the machine does meets all alike; every second round goes backwards.
 * A measurement gives its own figure. One more round at the start warms up and is not counted.
 */
export async function alternate<Name extends string>(candidates: { readonly [K in Name]: () => number | Promise<number> }, rounds: number): Promise<{ readonly [K in Name]: Samples }> {
  const names = Object.keys(candidates) as Name[];
  const figures = Object.fromEntries(names.map((name) => [name, []])) as unknown as { readonly [K in Name]: number[] };
  for (let round = 0; round <= rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const figure = await candidates[name]();
      if (round > 0) figures[name].push(figure);
    }
  }
  return figures;
}
