import { startCounting, type Cell, type Counting } from './cell.ts';

/** The shortest stretch of time, while it lasts. */
export interface Slot {
  /** How many of its length lie between it and 1970. */
  readonly index: number;
  readonly count: (series: string) => Counting;
  /** What was counted so far, by series. */
  readonly read: () => ReadonlyMap<string, Cell>;
}

const binsOf = (hits: ReadonlyMap<number, number>): readonly number[] => [...hits].toSorted(([a], [b]) => a - b).flat();

/** Begins a stretch of time. */
export function startSlot(index: number): Slot {
  const counts = new Map<string, Counting>();
  return {
    index,
    count(series) {
      let counting = counts.get(series);
      if (counting === undefined) counts.set(series, (counting = startCounting()));
      return counting;
    },
    read: () => new Map([...counts].map(([series, counting]) => [series, { ...counting, errors: Object.fromEntries(counting.errors), latency: binsOf(counting.latency), first: binsOf(counting.first) }])),
  };
}
