/** How often each bin of a histogram was hit: bin and count in turn, those that were hit alone. */
export type Bins = readonly number[];

/** What happened in one stretch of time to one series: a provider, a key, or all together. Plain JSON, so that processes can add theirs up. */
export interface Cell {
  readonly requests: number;
  readonly failed: number;
  readonly aborted: number;
  /** Answers out of the cache. */
  readonly hits: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** USD. */
  readonly cost: number;
  readonly errors: { readonly [code: string]: number };
  /** Times to the end of an answer. */
  readonly latency: Bins;
  /** Times to its first content. */
  readonly first: Bins;
}

/** A {@link Cell} that is still counted on. */
export type Counting = { -readonly [K in Exclude<keyof Cell, 'errors' | 'latency' | 'first'>]: Cell[K] } & {
  readonly errors: Map<string, number>;
  readonly latency: Map<number, number>;
  readonly first: Map<number, number>;
};

/** Nothing happened. */
export const nothing: Cell = { requests: 0, failed: 0, aborted: 0, hits: 0, inputTokens: 0, outputTokens: 0, cost: 0, errors: {}, latency: [], first: [] };

/** Begins to count. */
export const startCounting = (): Counting => ({ requests: 0, failed: 0, aborted: 0, hits: 0, inputTokens: 0, outputTokens: 0, cost: 0, errors: new Map(), latency: new Map(), first: new Map() });

function sumBins(a: Bins, b: Bins): Bins {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const sums = new Map<number, number>();
  for (const bins of [a, b]) for (let at = 0; at < bins.length; at += 2) sums.set(bins[at] ?? 0, (sums.get(bins[at] ?? 0) ?? 0) + (bins[at + 1] ?? 0));
  return [...sums].toSorted(([one], [other]) => one - other).flat();
}

function sumErrors(a: Cell['errors'], b: Cell['errors']): Cell['errors'] {
  const sums = { ...a };
  for (const [code, count] of Object.entries(b)) sums[code] = (sums[code] ?? 0) + count;
  return sums;
}

/** Two stretches, or the same stretch of two processes, as one. */
export function sum(a: Cell | undefined, b: Cell | undefined): Cell {
  if (a === undefined) return b ?? nothing;
  if (b === undefined) return a;
  return {
    requests: a.requests + b.requests,
    failed: a.failed + b.failed,
    aborted: a.aborted + b.aborted,
    hits: a.hits + b.hits,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cost: a.cost + b.cost,
    errors: sumErrors(a.errors, b.errors),
    latency: sumBins(a.latency, b.latency),
    first: sumBins(a.first, b.first),
  };
}
