import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { formatRecording } from './format-recording.ts';
import { keyShapesIn } from './key-shapes.ts';
import { parseRecording } from './parse-recording.ts';
import type { Recording } from './recording.ts';

/**
 * Reads a recording from a file.
 *
 * @throws TypeError for a file that holds none
 * @example
 * const recording = await readRecording(new URL('./recordings/weather.jsonl', import.meta.url));
 */
export async function readRecording(file: string | URL): Promise<Recording> {
  return parseRecording(await readFile(file, 'utf8'));
}

/** What stands in a recording, with its bodies whole: a key may lie across the borders of chunks. */
function textOf({ from, request, answer }: Recording): string {
  const body = Buffer.concat(answer.chunks.map(({ bytes }) => bytes)).toString('latin1');
  return [from, request.path, JSON.stringify([request.headers, answer.headers]), Buffer.from(request.body).toString('latin1'), body].join('\n');
}

/**
 * Writes a recording to a new file, and makes its folder where there is none. It is read by others: scrub it first, see {@link scrubRecording}.
 *
 * @throws TypeError, and writes nothing, where something in it looks like a key, or where it is compressed, so that nobody can tell
 */
export async function writeRecording(file: string | URL, recording: Recording): Promise<void> {
  const encoding = recording.answer.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new TypeError(`the answer is compressed (${encoding}): keys in it cannot be found; ask for it with accept-encoding: identity`);
  const shapes = keyShapesIn(textOf(recording));
  if (shapes.length > 0) throw new TypeError(`something in it looks like a key (${shapes.join(', ')}): put it into the environment as a variable that ends in _API_KEY, so that it is struck out, or ask without it`);
  await mkdir(typeof file === 'string' ? path.dirname(file) : new URL('.', file), { recursive: true });
  await writeFile(file, formatRecording(recording), { flag: 'wx' });
}
