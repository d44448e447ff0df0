import type { Samples } from './alternate.ts';

/** One comparison as it was measured: our work beside another's, in the same rounds. */
export interface Measured {
  /** Names the line for those who read results: lower case, with hyphens, and the same from one run to the next. */
  readonly key: string;
  /** The goal that it belongs to, for example `P2`. */
  readonly goal: string;
  readonly work: string;
  /** What it stands beside: a floor, or a peer. */
  readonly beside: string;
  readonly unit: string;
  readonly ours: Samples;
  readonly other: Samples;
  /** What `ours / other` may be at most. @default nothing: the ratio is only told */
  readonly limit?: number | undefined;
  /** The ratio above which the short form fails; higher where a goal is not reached yet. @default twice `limit` */
  readonly alarm?: number | undefined;
  /** What must be known to read the line. */
  readonly note?: string | undefined;
}

/** Hands lines to the runner: every measuring program writes them as lines of JSON. */
export function report(...lines: readonly Measured[]): void {
  for (const line of lines) console.log(JSON.stringify(line));
}
