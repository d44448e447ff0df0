import { isProviderError, ProviderError, type Chunk, type Part } from '@g4f/core';
import type { WireContext, WireDecoder } from '../chat-wire.ts';
import { isObject, type JsonObject } from '../values/json.ts';
import type { SseEvent } from '../sse/sse-event.ts';
import { createResponseReader } from './response-reader.ts';

function parse(data: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    throw new ProviderError('the service sent an event that is not JSON', { code: 'upstream' });
  }
  if (isObject(value)) return value;
  throw new ProviderError('the service sent an event that is no object', { code: 'upstream' });
}

/**
 * Reads a streamed response. The ending is `response.completed` or `response.incomplete`; anything less is `interrupted`. A refusal is
 * text, and the finish `content-filter` with `refusal` in `raw`.
 *
 * What stands in one network chunk before an error is given; the error is thrown by the next call, be it one without events.
 *
 * @see https://platform.openai.com/docs/api-reference/responses-streaming
 * @example
 * const decoder = createOpenaiResponsesDecoder({ provider: 'openai' });
 * decoder.push([{ data: '{"type":"response.output_item.added","output_index":0,"item":{"type":"message"}}' }]); // []
 * decoder.push([{ data: '{"type":"response.output_text.delta","output_index":0,"delta":"Hi"}' }]); // ['Hi']
 * decoder.push([{ data: '{"type":"response.completed","response":{"output":[]}}' }]); // [{ type: 'finish', reason: 'stop', raw: 'completed' }]
 */
export function createOpenaiResponsesDecoder({ provider }: WireContext): WireDecoder {
  const reader = createResponseReader(provider);
  let failed: ProviderError | undefined;

  return {
    push(events: readonly SseEvent[]) {
      if (failed !== undefined) throw failed;
      const out: Chunk[] = [];
      try {
        for (const { data } of events) {
          // After the end comes nothing but, from some servers, Chat Completions' own.
          if (!reader.isOver() && data.trim() !== '' && data.trim() !== '[DONE]') reader.event(parse(data), out);
        }
      } catch (error) {
        if (out.length === 0 || !isProviderError(error)) throw error;
        failed = error;
      }
      return out;
    },
    end() {
      if (failed !== undefined) throw failed;
      if (!reader.isOver()) throw new ProviderError('the answer broke off before its response was completed', { code: 'interrupted' });
      return [];
    },
  };
}

/**
 * Reads a response that came in one piece.
 *
 * @throws ProviderError for an error in it, `upstream` for what is no answer
 */
export function decodeOpenaiResponsesAnswer(answer: unknown, { provider }: WireContext): readonly Part[] {
  if (!isObject(answer) || !(Array.isArray(answer['output']) || isObject(answer['error']))) {
    throw new ProviderError('the service answered with JSON that is no response', { code: 'upstream' });
  }
  const out: Chunk[] = [];
  createResponseReader(provider).whole(answer, out);
  // Nobody sees a call grow that came whole.
  return out.map((chunk): Part => (typeof chunk === 'string' ? { type: 'text', text: chunk } : chunk)).filter(({ type }) => type !== 'tool-call-delta');
}
