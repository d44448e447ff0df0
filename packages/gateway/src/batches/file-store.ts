import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { BlobStore } from './blob-store.ts';

const stored = z.object({
  id: z.string(),
  /** The caller's id. */
  owner: z.string(),
  bytes: z.number(),
  createdAt: z.number(),
  expiresAt: z.number(),
  filename: z.string(),
  purpose: z.enum(['batch', 'batch_output']),
});

/** What is known of a file. Times in seconds since 1970. */
export type FileRecord = z.infer<typeof stored>;

/** What a file that is about to be written is called. */
export type NewFile = Pick<FileRecord, 'owner' | 'filename' | 'purpose' | 'createdAt' | 'expiresAt'>;

/** Files of callers. */
export interface FileStore {
  /** Writes bytes, which go away by themselves unless they are made a file. */
  readonly write: (chunks: AsyncIterable<Uint8Array>) => Promise<{ readonly id: string; readonly bytes: number }>;
  /** Makes a file of what was written. */
  readonly keep: (written: { readonly id: string; readonly bytes: number }, file: NewFile) => Promise<FileRecord>;
  /** Takes away what was written, or a file. */
  readonly remove: (file: { readonly id: string; readonly bytes: number; readonly owner?: string }) => Promise<void>;
  readonly get: (id: string) => Promise<FileRecord | undefined>;
  /** All of a caller's, the oldest first. */
  readonly list: (owner: string) => Promise<readonly FileRecord[]>;
  readonly read: (file: Pick<FileRecord, 'id' | 'bytes'>, offset?: number, length?: number) => AsyncIterable<Uint8Array>;
  /** Keeps the bytes until a time at least, in seconds since 1970, whatever becomes of the file. */
  readonly extend: (file: Pick<FileRecord, 'id' | 'bytes'>, until: number) => Promise<void>;
}

/** Makes the store: what is known of files lies in Redis, their bytes wherever `blobs` puts them. */
export function createFileStore(redis: Redis, prefix: string, blobs: BlobStore): FileStore {
  const fileKey = (id: string): string => `${prefix}:file:${id}`;
  const ofOwner = (owner: string): string => `${prefix}:files:${owner}`;
  const parse = (text: string | null): FileRecord | undefined => (text === null ? undefined : stored.parse(JSON.parse(text)));

  return {
    async write(chunks) {
      const id = `file-${randomBytes(12).toString('hex')}`;
      return { id, bytes: await blobs.write(id, chunks) };
    },
    async keep({ id, bytes }, file) {
      const record: FileRecord = { id, bytes, ...file };
      await blobs.keep(id, bytes, record.expiresAt * 1_000);
      await redis.multi().set(fileKey(id), JSON.stringify(record), 'EXAT', record.expiresAt).zadd(ofOwner(file.owner), Date.now(), id).exec();
      return record;
    },
    async remove({ id, bytes, owner }) {
      if (owner !== undefined) await redis.multi().del(fileKey(id)).zrem(ofOwner(owner), id).exec();
      await blobs.remove(id, bytes);
    },
    get: async (id) => parse(await redis.get(fileKey(id))),
    async list(owner) {
      const ids = await redis.zrange(ofOwner(owner), 0, '-1');
      if (ids.length === 0) return [];
      const records = (await redis.mget(...ids.map(fileKey))).map(parse);
      const gone = ids.filter((_, index) => records[index] === undefined);
      if (gone.length > 0) await redis.zrem(ofOwner(owner), ...gone);
      return records.filter((record) => record !== undefined);
    },
    read: ({ id, bytes }, offset = 0, length = bytes - offset) => blobs.read(id, offset, length),
    extend: ({ id, bytes }, until) => blobs.keep(id, bytes, until * 1_000),
  };
}

/** A file as OpenAI's clients read it. */
export function fileObject({ id, bytes, createdAt, expiresAt, filename, purpose }: FileRecord): { readonly [field: string]: unknown } {
  return { id, object: 'file', bytes, created_at: createdAt, expires_at: expiresAt, filename, purpose, status: 'processed' };
}
