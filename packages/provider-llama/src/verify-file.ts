import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { SourceFailure } from './source-failure.ts';

async function sha256Of(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash, { signal });
  return hash.digest('hex');
}

/** Every GGUF file begins with these four letters. */
async function isGguf(path: string): Promise<boolean> {
  await using file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
  return buffer.toString('latin1') === 'GGUF';
}

/**
 * Looks whether a file is what it should be: its SHA-256, where it is known, and a GGUF in any case.
 *
 * @throws SourceFailure if it is not
 */
export async function verifyFile(path: string, sha256: string | undefined, signal: AbortSignal): Promise<void> {
  if (!(await isGguf(path))) throw new SourceFailure('what came is not a GGUF file');
  if (sha256 === undefined) return;
  const actual = await sha256Of(path, signal);
  if (actual !== sha256) throw new SourceFailure(`what came has the SHA-256 ${actual}, not ${sha256}`);
}
