import type { BatchStore } from './batch-store.ts';
import type { Engine } from './engine.ts';
import type { FileStore } from './file-store.ts';

/** What endpoints and workers work with. */
export interface BatchParts {
  readonly engine: Engine;
  readonly files: FileStore;
  readonly batches: BatchStore;
}

/** Gives the parts, connected at its first call. Rejects with what a client may be told. */
export type OpenBatches = () => Promise<BatchParts>;
