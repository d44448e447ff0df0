import type { BlobStore } from './blob-store.ts';

/** How batches are kept. */
export interface BatchesOptions {
  /** For example `redis://user:password@host:6379/0`; `rediss:` for TLS. A Redis or Valkey that evicts nothing (`maxmemory-policy noeviction`). @default none: the endpoints say what they need */
  readonly redis?: string | undefined;
  /** PEM, for a certificate that no public authority has signed. @default none */
  readonly ca?: string | undefined;
  /** What every name in Redis begins with. Braces put all of them into one slot, for servers that are a cluster behind one address. @default '{g4f-batches}' */
  readonly prefix?: string | undefined;
  /** Where the bytes of files lie; every machine has to reach it. @default Redis */
  readonly blobs?: BlobStore | undefined;
  /** Bytes of a file. @default 104_857_600 */
  readonly maxFile?: number | undefined;
  /** Bytes of one request in a file. @default 10_485_760 */
  readonly maxLine?: number | undefined;
  /** Requests in a file. @default 50_000 */
  readonly maxLines?: number | undefined;
  /** Files of one caller. @default 1_000 */
  readonly maxFiles?: number | undefined;
  /** Bytes of all of a caller's files. @default 1_073_741_824 */
  readonly maxStored?: number | undefined;
  /** Batches of one caller that have not ended. @default 50 */
  readonly maxOpen?: number | undefined;
  /** Seconds until a file goes, unless its upload says otherwise; and until a batch that has ended does. @default 2_592_000: 30 days */
  readonly fileLife?: number | undefined;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** Told what went wrong with Redis or in a worker. @default nobody is told */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** The limits, total. */
export type BatchLimits = { readonly [K in 'maxFile' | 'maxLine' | 'maxLines' | 'maxFiles' | 'maxStored' | 'maxOpen' | 'fileLife']: number };
