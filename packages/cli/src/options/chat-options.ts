import type { SelectionOptions } from './selection-options.ts';

/** What `g4f chat` takes besides the prompt. */
export interface ChatOptions extends SelectionOptions {
  readonly system?: string;
  readonly temperature?: number;
  readonly proxy?: string;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly json?: true;
  readonly explain?: true;
}
