import type { Part, ProviderError } from '@g4f/core';

/** What came of asking a member: content, or what went wrong before it. */
export type Opened =
  | { readonly isOpen: true; readonly answer: Answer }
  /** What is no `ProviderError` is nobody's failure to go on from: a mistake in the member's code. */
  | { readonly isOpen: false; readonly error: unknown };

/** The answer of a member that has begun with content. */
export interface Answer {
  /** All that came, up to the first content. */
  readonly first: readonly Part[];
  /** What comes after that, all that is at hand at a time. */
  readonly next: () => Promise<IteratorResult<readonly Part[], void>>;
}

/** How a member's time ends before its stream does. */
export interface Leaving {
  readonly outcome: 'lost' | 'aborted' | 'failed';
  readonly reason: string;
  readonly error?: ProviderError | undefined;
}
