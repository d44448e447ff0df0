/** What the figures of several rounds come to. */
export interface Spread {
  readonly median: number;
  /** The middle half lies between these two. */
  readonly q1: number;
  readonly q3: number;
  readonly least: number;
  readonly most: number;
}

/** The value below which a share of sorted values lies, between two of them where it falls between them. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** Median, middle half and range. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), q1: quantile(sorted, 0.25), q3: quantile(sorted, 0.75), least: quantile(sorted, 0), most: quantile(sorted, 1) };
}
