import type { Chunk } from './part.ts';

/** What one kind of consumer sees of the chunks. */
export interface View<T> {
  /** `undefined`: nothing. */
  readonly show: (chunk: Chunk) => T | undefined;
  /** This chunk, shown, commits the call. */
  readonly isContent: (chunk: Chunk) => boolean;
}
