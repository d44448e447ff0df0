import type { Bins } from './cell.ts';

/** Milliseconds. Each is exact to a twentieth or so; `null` where nothing was measured. */
export interface Percentiles {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** The time of the first bound, in ms, and by how much each is longer than the one before; the last is a quarter of an hour. */
const [start, factor, count] = [1, 1.15, 99];

/** What a histogram is cut by: milliseconds. */
export const bounds: readonly number[] = Array.from({ length: count }, (_, index) => start * factor ** index);

const perBin = Math.log(factor);

/** The bin that a time falls into. */
export const binOf = (ms: number): number => (ms <= start ? 0 : Math.min(count, Math.ceil(Math.log(ms / start) / perBin - 1e-9)));

/** The time that so large a share stays under, taking the times of a bin as spread evenly over it. */
function quantile(bins: Bins, total: number, share: number): number {
  let left = share * total;
  for (let at = 0; at < bins.length; at += 2) {
    const [bin = 0, hits = 0] = [bins[at], bins[at + 1]];
    if (left <= hits) {
      const low = bounds[bin - 1] ?? 0;
      const high = bounds[bin] ?? low;
      return Math.round(10 * (low + ((high - low) * left) / hits)) / 10;
    }
    left -= hits;
  }
  return bounds.at(-1) ?? 0;
}

/** The percentiles of a histogram. */
export function percentilesOf(bins: Bins): Percentiles {
  let total = 0;
  for (let at = 1; at < bins.length; at += 2) total += bins[at] ?? 0;
  if (total === 0) return { p50: null, p95: null, p99: null };
  return { p50: quantile(bins, total, 0.5), p95: quantile(bins, total, 0.95), p99: quantile(bins, total, 0.99) };
}
