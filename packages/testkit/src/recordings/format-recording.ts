import { isUtf8 } from 'node:buffer';
import type { Recording } from './recording.ts';

/** Bytes as they stand in a line: text where they are text, else base64. */
const shown = (bytes: Uint8Array): { readonly text: string } | { readonly base64: string } =>
  isUtf8(bytes) ? { text: Buffer.from(bytes).toString() } : { base64: Buffer.from(bytes).toString('base64') };

/**
 * Writes a recording as JSON Lines: where it came from, the request, the status, one line for each chunk, and how it ended.
 *
 * @example
 * formatRecording(recording).split('\n')[0]; // {"recording":1,"from":"https://api.example.com on 2026-11-23, by g4f record"}
 */
export function formatRecording({ from, request: { body, ...request }, answer: { status, headers, chunks, end } }: Recording): string {
  const lines: object[] = [
    { recording: 1, from },
    { request, ...(body.length > 0 && shown(body)) },
    { status, headers },
    ...chunks.map(({ at, bytes }) => ({ at, ...shown(bytes) })),
    { end },
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
