import type { ChatWire } from '../chat-wire.ts';
import { encodeOpenaiChatError } from '../openai-chat/encode-error.ts';
import { createOpenaiResponsesDecoder, decodeOpenaiResponsesAnswer } from './decoder.ts';
import { encodeOpenaiResponses } from './encode-request.ts';
import { createOpenaiResponsesEncoder, encodeOpenaiResponsesAnswer } from './encoder.ts';
import { parseOpenaiResponses } from './parse-request.ts';

/**
 * OpenAI's Responses API, in both directions, without anything stored.
 *
 * @see https://platform.openai.com/docs/api-reference/responses
 * @example
 * const { request, isStream } = openaiResponses.parseRequest({ input: 'Hi', stream: true });
 */
export const openaiResponses: ChatWire = {
  name: 'openai-responses',
  carries: ['text', 'reasoning', 'tool-call', 'tool-call-delta', 'source', 'file', 'usage', 'finish'],
  encodeRequest: encodeOpenaiResponses,
  createDecoder: createOpenaiResponsesDecoder,
  decodeAnswer: decodeOpenaiResponsesAnswer,
  parseRequest: parseOpenaiResponses,
  createEncoder: createOpenaiResponsesEncoder,
  encodeAnswer: encodeOpenaiResponsesAnswer,
  encodeError: encodeOpenaiChatError,
};
