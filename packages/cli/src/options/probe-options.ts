/** What `g4f probe` takes. */
export interface ProbeOptions {
  /** Ids of the only providers to ask, working or not. @default all that are declared to be working */
  readonly provider?: readonly string[];
  readonly model?: string;
  readonly baseUrl?: string;
  readonly proxy?: string;
  /** Milliseconds, for each question. */
  readonly timeout?: number;
  readonly flags?: true;
  readonly json?: true;
}
