import { ProviderError, type Chunk, type Part } from '@g4f/core';
import type { WireContext, WireDecoder } from '../chat-wire.ts';
import { createEventDecoder, isBare, parseEvent } from '../values/event-decoder.ts';
import { isObject } from '../values/json.ts';
import { createChunkReader } from './chunk-reader.ts';
import { readError } from './error-words.ts';

/** What an `event: error` holds, whatever its shape. */
function failure(data: string): ProviderError {
  if (!data.startsWith('{')) return readError(data);
  const value = parseEvent(data);
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
  return createEventDecoder({
    read({ data, event }, out) {
      if (event === 'error') throw failure(data);
      if (!isBare(data)) reader.read(parseEvent(data), out);
    },
    end: (out) => reader.end(out, false),
  });
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
