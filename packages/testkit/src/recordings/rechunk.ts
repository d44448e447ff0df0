import type { RecordedChunk } from './recording.ts';

/**
 * How the bytes of an answer are parted: `recorded`, as they came; `bytes`, one by one; `whole`, in one piece; by a `seed`, at random
 * but the same each time.
 */
export type Chunking = 'recorded' | 'bytes' | 'whole' | { readonly seed: number };

/** Mulberry32: 0 up to 1, the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How long the next piece is, in bytes. */
function sizesOf(chunking: Exclude<Chunking, 'recorded'>): () => number {
  if (chunking === 'bytes') return () => 1;
  if (chunking === 'whole') return () => Infinity;
  const random = createRandom(chunking.seed);
  // Small pieces more often than large ones: 1 to 256 bytes.
  return () => Math.ceil(2 ** (random() * 8));
}

/** Parts chunks anew. A piece comes when its last byte did. */
export function rechunk(chunks: readonly RecordedChunk[], chunking: Chunking): readonly RecordedChunk[] {
  if (chunking === 'recorded') return chunks;
  const whole = new Uint8Array(Buffer.concat(chunks.map(({ bytes }) => bytes)));
  const size = sizesOf(chunking);
  const pieces: RecordedChunk[] = [];
  let current = 0;
  let passed = chunks[0]?.bytes.length ?? 0;
  for (let from = 0; from < whole.length; ) {
    const to = Math.min(whole.length, from + size());
    while (passed < to && current < chunks.length - 1) passed += chunks[++current]?.bytes.length ?? 0;
    pieces.push({ at: chunks[current]?.at ?? 0, bytes: whole.slice(from, to) });
    from = to;
  }
  return pieces;
}
