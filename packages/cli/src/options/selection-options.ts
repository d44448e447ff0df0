/** What says who shall answer, as the command line has it. */
export interface SelectionOptions {
  readonly model?: string;
  /** The id of a provider. */
  readonly provider?: string;
  /** Names of flags, unchecked: which exist is known after discovery. */
  readonly require?: readonly string[];
  readonly baseUrl?: string;
}

/** What else may be asked of a model, as the command line has it. */
export interface LimitOptions {
  /** Tokens. */
  readonly minContext?: number;
  /** USD per million tokens. */
  readonly maxPrice?: number;
  readonly local?: boolean;
}
