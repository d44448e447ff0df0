import { isProviderError, ProviderError, type Chunk, type Part } from '@g4f/core';
import type { WireContext, WireDecoder } from '../chat-wire.ts';
import type { SseEvent } from '../sse/sse-event.ts';
import { createChunkReader } from './chunk-reader.ts';
import { readError } from './error-words.ts';
import { isObject, type JsonObject } from '../values/json.ts';

function parse(data: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    throw new ProviderError('the service sent an event that is not JSON', { code: 'upstream' });
  }
  if (isObject(value)) return value;
  throw new ProviderError('the service sent an event that is no chat completion', { code: 'upstream' });
}

/** What an `event: error` holds, whatever its shape. */
function failure(data: string): ProviderError {
  if (!data.startsWith('{')) return readError(data);
  const value = parse(data);
  return readError(isObject(value['error']) ? value['error'] : value);
}

/**
 * Reads a streamed chat completion. The ending is a finish reason; `[DONE]`, which many servers never send, is passed over. A refusal is
 * text, and the finish `content-filter` with `refusal` in `raw`; `stop` beside tool calls is `tool-calls`, for the answer waits for them.
 *
 * What stands in one network chunk before an error is given; the error is thrown by the next call, be it one without events.
 *
 * @see https://platform.openai.com/docs/api-reference/chat-streaming
 * @example
 * const decoder = createOpenaiChatDecoder({ provider: 'openai' });
 * decoder.push([{ data: '{"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}]}' }]); // ['Hi']
 * decoder.end(); // [{ type: 'finish', reason: 'stop', raw: 'stop' }]
 */
export function createOpenaiChatDecoder({ provider }: WireContext): WireDecoder {
  const reader = createChunkReader(provider);
  let failed: ProviderError | undefined;

  const readEvents = (events: readonly SseEvent[], out: Chunk[]): void => {
    for (const { data, event } of events) {
      if (event === 'error') throw failure(data);
      // What begins like no object is the end, or an empty event that keeps the connection awake.
      if (!data.startsWith('{') && (data.trim() === '' || data.trim() === '[DONE]')) continue;
      reader.read(parse(data), out);
    }
  };

  return {
    push(events) {
      if (failed !== undefined) throw failed;
      const out: Chunk[] = [];
      try {
        readEvents(events, out);
      } catch (error) {
        if (out.length === 0 || !isProviderError(error)) throw error;
        failed = error;
      }
      return out;
    },
    end() {
      if (failed !== undefined) throw failed;
      const out: Chunk[] = [];
      reader.end(out, false);
      return out;
    },
  };
}

/**
 * Reads a chat completion that came in one piece.
 *
 * @throws ProviderError for an error in it, `upstream` for what is no answer
 */
export function decodeOpenaiChatAnswer(answer: unknown, { provider }: WireContext): readonly Part[] {
  if (!isObject(answer)) throw new ProviderError('the service answered with JSON that is no chat completion', { code: 'upstream' });
  const reader = createChunkReader(provider);
  const out: Chunk[] = [];
  reader.read(answer, out);
  if (!Array.isArray(answer['choices'])) throw new ProviderError('the service answered with JSON that is no chat completion', { code: 'upstream' });
  reader.end(out, true);
  // Nobody sees a call grow that came whole.
  return out.map((chunk): Part => (typeof chunk === 'string' ? { type: 'text', text: chunk } : chunk)).filter(({ type }) => type !== 'tool-call-delta');
}
