import type { Redis } from 'ioredis';
import type { BlobStore } from './blob-store.ts';

/** Bytes of a piece: small enough not to hold up others who ask Redis, large enough that a file is few of them. */
const pieceSize = 262_144;
/** Milliseconds that a blob is on trial. */
const trial = 3_600_000;
/** Pieces asked for at once. */
const ahead = 4;

const piecesOf = (length: number): number => Math.ceil(length / pieceSize);

/** Cuts whatever comes into pieces of one size. */
async function* inPieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let rest = chunk;
    while (length + rest.length >= pieceSize) {
      const cut = pieceSize - length;
      yield Buffer.concat([...held, rest.subarray(0, cut)]);
      rest = rest.subarray(cut);
      held = [];
      length = 0;
    }
    if (rest.length > 0) held.push(rest);
    length += rest.length;
  }
  if (length > 0) yield Buffer.concat(held);
}

/** Blobs in Redis, in pieces under names of their own, so that a few bytes are read without the rest. */
export function createRedisBlobs(redis: Redis, prefix: string): BlobStore {
  const keyOf = (id: string, index: number): string => `${prefix}:blob:${id}:${index}`;
  const keysOf = (id: string, length: number): readonly string[] => Array.from({ length: piecesOf(length) }, (_, index) => keyOf(id, index));

  return {
    async write(id, chunks) {
      let length = 0;
      let index = 0;
      try {
        for await (const piece of inPieces(chunks)) {
          length += piece.length;
          await redis.set(keyOf(id, index++), piece, 'PX', trial);
        }
        return length;
      } catch (error) {
        // Where this fails too, they go in time.
        if (length > 0) await redis.unlink(...keysOf(id, length)).catch(() => undefined);
        throw error;
      }
    },
    async keep(id, length, until) {
      await Promise.all(keysOf(id, length).map((key) => redis.pexpireat(key, until)));
    },
    async *read(id, offset, length) {
      const end = offset + length;
      for (let from = offset; from < end; from = (Math.floor(from / pieceSize) + ahead) * pieceSize) {
        const first = Math.floor(from / pieceSize);
        const last = Math.min(first + ahead, piecesOf(end));
        const asked = Array.from({ length: last - first }, (_, index) => {
          const start = (first + index) * pieceSize;
          return redis.getrangeBuffer(keyOf(id, first + index), Math.max(0, offset - start), Math.min(pieceSize, end - start) - 1);
        });
        yield* await Promise.all(asked);
      }
    },
    async remove(id, length) {
      if (length > 0) await redis.unlink(...keysOf(id, length));
    },
  };
}
