import { ProviderError, type Chunk, type Part } from '@g4f/core';
import type { WireContext, WireDecoder } from '../chat-wire.ts';
import { createEventDecoder, isBare, parseEvent } from '../values/event-decoder.ts';
import { isObject } from '../values/json.ts';
import { createResponseReader } from './response-reader.ts';

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
  return createEventDecoder({
    read({ data }, out) {
      // After the end comes nothing but, from some servers, Chat Completions' own.
      if (!reader.isOver() && !isBare(data)) reader.event(parseEvent(data), out);
    },
    end() {
      if (!reader.isOver()) throw new ProviderError('the answer broke off before its response was completed', { code: 'interrupted' });
    },
  });
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
