import type { ChatWire } from '../chat-wire.ts';
import { createOpenaiChatDecoder, decodeOpenaiChatAnswer } from './decoder.ts';
import { encodeOpenaiChatAnswer } from './encode-answer.ts';
import { encodeOpenaiChatError } from './encode-error.ts';
import { encodeOpenaiChat } from './encode-request.ts';
import { createOpenaiChatEncoder } from './encoder.ts';
import { parseOpenaiChat } from './parse-request.ts';

/**
 * OpenAI's Chat Completions, which most services and local servers speak, in both directions.
 *
 * @see https://platform.openai.com/docs/api-reference/chat
 * @example
 * const { request, isStream } = openaiChat.parseRequest({ messages: [{ role: 'user', content: 'Hi' }], stream: true });
 */
export const openaiChat: ChatWire = {
  name: 'openai-chat',
  carries: ['text', 'reasoning', 'tool-call', 'tool-call-delta', 'source', 'file', 'usage', 'finish'],
  encodeRequest: (request, context) => encodeOpenaiChat(request, context),
  createDecoder: createOpenaiChatDecoder,
  decodeAnswer: decodeOpenaiChatAnswer,
  parseRequest: parseOpenaiChat,
  createEncoder: createOpenaiChatEncoder,
  encodeAnswer: encodeOpenaiChatAnswer,
  encodeError: encodeOpenaiChatError,
};
