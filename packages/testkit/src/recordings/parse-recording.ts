import type { RecordedChunk, RecordedEnd, RecordedHeaders, Recording } from './recording.ts';

interface Line { readonly [key: string]: unknown }
const ends: readonly RecordedEnd[] = ['whole', 'cut', 'left'];

const isLine = (value: unknown): value is Line => typeof value === 'object' && value !== null && !Array.isArray(value);
const isHeaders = (value: unknown): value is RecordedHeaders => isLine(value) && Object.values(value).every((each) => typeof each === 'string');
const isEnd = (value: unknown): value is RecordedEnd => ends.some((end) => end === value);

function bytesOf({ text, base64 }: Line): Uint8Array | undefined {
  if (typeof text === 'string') return new Uint8Array(Buffer.from(text));
  return typeof base64 === 'string' ? new Uint8Array(Buffer.from(base64, 'base64')) : undefined;
}

/**
 * Reads what {@link formatRecording} wrote.
 *
 * @throws TypeError that names the line which is none of a recording's
 */
export function parseRecording(source: string): Recording {
  const lines = source.split('\n').filter((line) => line.trim() !== '');
  const wrong = (index: number, what: string): never => {
    throw new TypeError(`line ${index + 1} of a recording must be ${what}`);
  };
  const read = (index: number, what: string): Line => {
    try {
      const line: unknown = JSON.parse(lines.at(index) ?? '');
      if (isLine(line)) return line;
    } catch {
      // Said below.
    }
    return wrong(index, what);
  };

  const head = read(0, '{ recording, from }');
  if (head['recording'] !== 1 || typeof head['from'] !== 'string') return wrong(0, '{ recording: 1, from }; another number is of a version that is not known here');
  const asked = read(1, '{ request }');
  const { request } = asked;
  if (!isLine(request) || typeof request['method'] !== 'string' || typeof request['path'] !== 'string' || !isHeaders(request['headers'])) return wrong(1, '{ request: { method, path, headers } }');
  const { status, headers } = read(2, '{ status, headers }');
  if (typeof status !== 'number' || !isHeaders(headers)) return wrong(2, '{ status, headers }');
  const last = lines.length - 1;
  const { end } = read(last, '{ end }');
  if (!isEnd(end)) return wrong(last, `{ end }, one of ${ends.join(', ')}`);
  const chunks = lines.slice(3, -1).map((_, index): RecordedChunk => {
    const line = read(index + 3, '{ at, text } or { at, base64 }');
    const bytes = bytesOf(line);
    const { at } = line;
    return typeof at === 'number' && bytes !== undefined ? { at, bytes } : wrong(index + 3, '{ at, text } or { at, base64 }');
  });
  return {
    from: head['from'],
    request: { method: request['method'], path: request['path'], headers: request['headers'], body: bytesOf(asked) ?? new Uint8Array() },
    answer: { status, headers, chunks, end },
  };
}
