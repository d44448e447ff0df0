import { ProviderError } from '@g4f/core';
import { createParser } from 'eventsource-parser';
import { createTextDecoder } from '../text-decoder.ts';
import type { SseEvent } from './sse-event.ts';

/** Turns a stream of server-sent events into events as they come. */
export interface SseDecoding {
  /** The events that are whole by now. Give it bytes, or text, but not both in turn. */
  readonly push: (chunk: Uint8Array | string) => readonly SseEvent[];
}

/** How much is held back for one event. */
export interface SseDecoderOptions {
  /** Characters. @default 33_554_432: an image in base64 fits */
  readonly maxEventLength?: number | undefined;
}

const none: readonly SseEvent[] = [];

/**
 * Decodes server-sent events across any border of chunks, lines or characters. Comments, which services send as pings, and `retry`
 * give no event. An event that the stream's end cuts off is dropped, as the specification says: half an event is none.
 *
 * @throws ProviderError `upstream` when one event grows over `maxEventLength`
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 * @example
 * createSseDecoder().push(': ping\n\ndata: {"n":1}\n\ndata: [DO'); // [{ data: '{"n":1}' }]
 */
export function createSseDecoder({ maxEventLength = 33_554_432 }: SseDecoderOptions = {}): SseDecoding {
  const text = createTextDecoder();
  let events: SseEvent[] = [];
  const parser = createParser({
    maxBufferSize: maxEventLength,
    onEvent: (event) => events.push(event),
    onError({ type }) {
      if (type !== 'max-buffer-size-exceeded') return;
      throw new ProviderError(`the service sent an event of more than ${maxEventLength} characters`, { code: 'upstream' });
    },
  });
  return {
    push(chunk) {
      parser.feed(typeof chunk === 'string' ? chunk : text.push(chunk));
      if (events.length === 0) return none;
      const batch = events;
      events = [];
      return batch;
    },
  };
}
