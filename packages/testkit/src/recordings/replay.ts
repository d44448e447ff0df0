import { setTimeout } from 'node:timers/promises';
import { ProviderError } from '@g4f/core';
import type { ChatWire } from '@g4f/wires';
import type { Act } from '../servers/upstream.ts';
import { rechunk, type Chunking } from './rechunk.ts';
import type { RecordedChunk, Recording } from './recording.ts';

/** A place in an answer: after so many of its recorded chunks, or so many bytes. */
export type Position = { readonly chunks: number } | { readonly bytes: number };

/** What goes wrong in an answer. */
export type Fault =
  /** The connection is dropped. */
  | { readonly reset: Position }
  /** Nothing more is said, and the connection stays open. */
  | { readonly stall: Position }
  /** The wire's own error event comes, at the end of what was recorded where `at` says nothing, and after it the end of the body. */
  | { readonly error: { readonly wire: ChatWire; readonly at?: Position | undefined; readonly error?: ProviderError | undefined } };

/** How a recording is played. */
export interface ReplayOptions {
  /** 1 is as it was recorded, 2 twice as fast. @default Infinity: as fast as it is taken */
  readonly speed?: number | undefined;
  /** @default 'recorded' */
  readonly chunking?: Chunking | undefined;
  /** @default none but what was recorded */
  readonly fault?: Fault | undefined;
}

/** The chunks up to a position. */
function upTo(chunks: readonly RecordedChunk[], position: Position): readonly RecordedChunk[] {
  if ('chunks' in position) return chunks.slice(0, position.chunks);
  let left = position.bytes;
  return chunks.flatMap(({ at, bytes }) => {
    const kept = bytes.subarray(0, Math.max(0, left));
    left -= bytes.length;
    return kept.length === 0 ? [] : [{ at, bytes: kept }];
  });
}

/** What is sent, and how it ends. */
function planOf({ answer: { chunks, end } }: Recording, fault: Fault | undefined): { readonly chunks: readonly RecordedChunk[]; readonly last: 'end' | 'reset' | 'stall' } {
  if (fault === undefined) return { chunks, last: end === 'whole' ? 'end' : 'reset' };
  if ('reset' in fault) return { chunks: upTo(chunks, fault.reset), last: 'reset' };
  if ('stall' in fault) return { chunks: upTo(chunks, fault.stall), last: 'stall' };
  const { wire, at, error = new ProviderError('upstream broke off', { code: 'upstream' }) } = fault.error;
  const before = at === undefined ? chunks : upTo(chunks, at);
  const event = wire.createEncoder({ id: 'replay', model: 'replay', created: 0, wantsUsage: false }).error(error);
  return { chunks: [...before, { at: before.at(-1)?.at ?? 0, bytes: new Uint8Array(Buffer.from(event)) }], last: 'end' };
}

/**
 * Plays a recording: what an upstream once said, with its chunk borders, at its pace or at another, whole or with a fault. One that was
 * cut, or left by its client, is cut again.
 *
 * @throws TypeError for a speed that is none
 * @example
 * await using upstream = await listenWire(speak(openaiChat), replay(await readRecording('weather.jsonl'), { fault: { reset: { chunks: 3 } } }));
 */
export function replay(recording: Recording, { speed = Infinity, chunking = 'recorded', fault }: ReplayOptions = {}): Act {
  if (!(speed > 0)) throw new TypeError(`speed must be above 0, not ${speed}: 1 is the pace of the recording`);
  const { status, headers } = recording.answer;
  const { chunks, last } = planOf(recording, fault);
  const pieces = rechunk(chunks, chunking);
  const isLonger = fault !== undefined && 'error' in fault;
  return async ({ request, response, write }) => {
    const { 'content-length': length, ...rest } = headers;
    response.writeHead(status, length === undefined || isLonger ? rest : headers).flushHeaders();
    const start = performance.now();
    for (const { at, bytes } of pieces) {
      const wait = at / speed - (performance.now() - start);
      if (wait > 0) await setTimeout(wait);
      await write(bytes);
    }
    if (last === 'end') response.end();
    if (last === 'reset') request.socket.destroy();
  };
}
