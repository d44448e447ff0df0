export type { BlobStore } from './batches/blob-store.ts';
