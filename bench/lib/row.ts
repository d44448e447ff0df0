/** One measurement: our work beside the floor's, in the same run. */
export interface Row {
  /** The goal that it belongs to, for example `P2`. */
  readonly goal: string;
  readonly work: string;
  readonly unit: string;
  readonly ours: number;
  readonly floor: number;
  /** What `ours / floor` may be at most. */
  readonly limit: number;
  /** The ratio above which CI fails; higher where a goal is not reached yet. @default twice `limit` */
  readonly alarm?: number | undefined;
}

/** Hands a row to the runner: every measuring program writes its rows as lines of JSON. */
export function report(row: Row): void {
  console.log(JSON.stringify(row));
}
