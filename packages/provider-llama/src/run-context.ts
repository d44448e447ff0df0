import type { DispatcherLike } from '@g4f/core';

/** How a fetch of the model runs. */
export interface RunContext {
  readonly signal: AbortSignal;
  readonly proxy?: string | undefined;
  readonly dispatcher?: DispatcherLike | undefined;
}
