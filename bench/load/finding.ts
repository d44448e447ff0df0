import { setTimeout } from 'node:timers/promises';

/** One line of the table. */
export interface Finding {
  readonly work: string;
  readonly figures: string;
  /** What must be so. */
  readonly must: string;
  readonly isGood: boolean;
}

/** What a part of the programme works with. */
export interface World {
  /** Address of `servers/faults.ts`. */
  readonly upstream: string;
  /** The short form: fewer of everything, and no limit that a busy machine could break. */
  readonly isShort: boolean;
}

/** Bytes as `12.3 MB`. */
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Looks until it is so, for `patience` ms at most; gives what was seen last. */
export async function until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean, patience = 20_000): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    const seen = await look();
    if (isSo(seen) || performance.now() > deadline) return seen;
    await setTimeout(100);
  }
}
