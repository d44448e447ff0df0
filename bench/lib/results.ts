import type { Machine } from './machine.ts';
import type { Measured } from './row.ts';
import { spreadOf, type Spread } from './spread.ts';

/** One line of the table. */
export interface Row extends Pick<Measured, 'key' | 'goal' | 'work' | 'beside' | 'unit' | 'note'> {
  readonly rounds: number;
  readonly ours: Spread;
  readonly other: Spread;
  /** `ours / other`, round by round. */
  readonly ratio: Spread;
  /** What its median may be at most; `null` where it is only told. */
  readonly limit: number | null;
  /** The ratio above which the short form fails; `null` where it is only told. */
  readonly alarm: number | null;
  /** Whether the goal is met; `null` where there is none. */
  readonly isMet: boolean | null;
  /** The spread is so wide that another run may say otherwise: see `isUnsure`. */
  readonly isUnsure: boolean;
}

/** What one run found: what `--json` prints, and what `results/` keeps. */
export interface Results {
  /** Of this shape; another number where it is not compatible any more. */
  readonly schema: 1;
  /** When it began: ISO 8601, UTC. */
  readonly at: string;
  readonly form: 'full' | 'short';
  readonly seconds: number;
  readonly machine: Machine;
  /** Of Node, and of each package that something stands beside. */
  readonly versions: { readonly [name: string]: string };
  /** In the order of their goals. */
  readonly rows: readonly Row[];
}

/** The middle half of the ratios may be so wide, as a share of their median. */
const widest = 0.3;

/** A middle half that is very wide, or that has the goal inside and is not narrow either. */
function isUnsure({ median, q1, q3 }: Spread, limit: number | null): boolean {
  const width = (q3 - q1) / Math.abs(median);
  return !(width <= widest) || (limit !== null && width > widest / 6 && q1 <= limit && limit < q3);
}

/** What was measured, as a line: medians and spread of each, and of the ratios. */
export function rowOf({ ours, other, limit: most, alarm, ...line }: Measured): Row {
  const limit = most ?? null;
  const ratio = spreadOf(ours.map((figure, round) => figure / (other[round] ?? Number.NaN)));
  if (ours.length === 0 || ours.length !== other.length || !Number.isFinite(ratio.median)) throw new Error(`${line.key} was not measured`);
  return {
    ...line,
    rounds: ours.length,
    ours: spreadOf(ours),
    other: spreadOf(other),
    ratio,
    limit,
    alarm: alarm ?? (limit === null ? null : 2 * limit),
    isMet: limit === null ? null : ratio.median <= limit,
    isUnsure: isUnsure(ratio, limit),
  };
}

/** Whether the short form must fail for this line. */
export const isAlarming = ({ ratio, alarm }: Row): boolean => alarm !== null && ratio.median > alarm;
