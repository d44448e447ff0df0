/** One line of a chart. */
export interface Line {
  readonly id: string;
  readonly label: string;
  /** One value for each time; `null` for none. */
  readonly values: readonly (number | null)[];
}

/** What a chart shows. */
export interface ChartProps {
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly time: readonly number[];
  readonly lines: readonly Line[];
  readonly write: (value: number) => string;
  /** The values are counts, which add up: the surface below each line is filled. @default false */
  readonly isCount?: boolean;
}
