import { isProviderError, ProviderError, type Chunk } from '@g4f/core';
import type { WireDecoder } from '../chat-wire.ts';
import type { SseEvent } from '../sse/sse-event.ts';
import { isObject, type JsonObject } from './json.ts';

/** Reads the events of one answer. */
export interface EventReader {
  /** Adds what an event brings. Throws a ProviderError for an error in it. */
  readonly read: (event: SseEvent, out: Chunk[]) => void;
  /** Adds what was held back. Throws a ProviderError where the ending did not come. */
  readonly end: (out: Chunk[]) => void;
}

/** Makes a decoder that gives what stood before an error in one network chunk, and throws the error with the next call. */
export function createEventDecoder({ read, end }: EventReader): WireDecoder {
  let failed: ProviderError | undefined;
  return {
    push(events) {
      if (failed !== undefined) throw failed;
      const out: Chunk[] = [];
      try {
        for (const event of events) read(event, out);
      } catch (error) {
        if (out.length === 0 || !isProviderError(error)) throw error;
        failed = error;
      }
      return out;
    },
    end() {
      if (failed !== undefined) throw failed;
      const out: Chunk[] = [];
      end(out);
      return out;
    },
  };
}

/** What begins like no object is the end, or an empty event that keeps the connection awake. */
export const isBare = (data: string): boolean => !data.startsWith('{') && (data.trim() === '' || data.trim() === '[DONE]');

/**
 * Reads the object that an event holds.
 *
 * @throws ProviderError `upstream` for what is none
 */
export function parseEvent(data: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    throw new ProviderError('the service sent an event that is not JSON', { code: 'upstream' });
  }
  if (isObject(value)) return value;
  throw new ProviderError('the service sent an event that is no object', { code: 'upstream' });
}
