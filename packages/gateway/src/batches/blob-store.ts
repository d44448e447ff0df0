/** Bytes by name, which every machine reads: what files are made of. */
export interface BlobStore {
  /**
   * Writes a blob. Until {@link BlobStore.keep} it is on trial: one that was never finished goes away by itself.
   *
   * @returns its length in bytes
   */
  readonly write: (id: string, chunks: AsyncIterable<Uint8Array>) => Promise<number>;
  /** Keeps a blob until some time at least, in milliseconds since 1970. */
  readonly keep: (id: string, length: number, until: number) => Promise<void>;
  /** Bytes from `offset` on, at most `length` of them, in pieces. */
  readonly read: (id: string, offset: number, length: number) => AsyncIterable<Uint8Array>;
  readonly remove: (id: string, length: number) => Promise<void>;
}
