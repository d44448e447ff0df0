export { adminEndpoints } from './admin/admin-endpoints.ts';
export type { AdminChange, KeyAdmin } from './admin/key-endpoints.ts';
export { createFileStorage } from './keys/file-storage.ts';
export { openKeyBook, type KeyBook, type KeyBookOptions } from './keys/key-book.ts';
export type { KeyRecord } from './keys/key-record.ts';
export type { KeyStorage } from './keys/key-storage.ts';
export type { StatsAdmin } from './admin/stats-endpoint.ts';
