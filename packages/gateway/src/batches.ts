export type { BatchesOptions } from './batches/batches-options.ts';
export type { BlobStore } from './batches/blob-store.ts';
export { createBatches, type Batches } from './batches/create-batches.ts';
export type { BatchWorker, BatchWorkerOptions } from './batches/batch-worker.ts';
