import { createAnthropicMessagesDecoder } from './anthropic-messages/decoder.ts';
import { decodeAnthropicMessagesAnswer } from './anthropic-messages/decode-answer.ts';
import { encodeAnthropicMessagesAnswer } from './anthropic-messages/encode-answer.ts';
import { encodeAnthropicMessages } from './anthropic-messages/encode-request.ts';
import { createAnthropicMessagesEncoder } from './anthropic-messages/encoder.ts';
import { encodeError } from './anthropic-messages/errors.ts';
import { parseAnthropicMessages } from './anthropic-messages/parse-request.ts';
import type { ChatWire } from './chat-wire.ts';

export { createAnthropicMessagesDecoder } from './anthropic-messages/decoder.ts';
export { decodeAnthropicMessagesAnswer } from './anthropic-messages/decode-answer.ts';
export { encodeAnthropicMessagesAnswer } from './anthropic-messages/encode-answer.ts';
export { anthropicMessagesOptions, anthropicMessagesWarnings, encodeAnthropicMessages } from './anthropic-messages/encode-request.ts';
export { createAnthropicMessagesEncoder } from './anthropic-messages/encoder.ts';
export { anthropicRefusal } from './anthropic-messages/errors.ts';
export type { AnthropicMessagesOptions, AnthropicThinking } from './anthropic-messages/options.ts';
export { parseAnthropicMessages } from './anthropic-messages/parse-request.ts';

/**
 * Anthropic's Messages API, `POST /v1/messages`, in both directions.
 *
 * @example
 * const body = anthropicMessages.encodeRequest({ model: 'claude-opus-5-5', messages }, { provider: 'anthropic' });
 */
export const anthropicMessages = {
  name: 'anthropic-messages',
  carries: ['text', 'reasoning', 'tool-call', 'tool-call-delta', 'source', 'usage', 'finish'],
  encodeRequest: encodeAnthropicMessages,
  createDecoder: createAnthropicMessagesDecoder,
  decodeAnswer: decodeAnthropicMessagesAnswer,
  parseRequest: parseAnthropicMessages,
  createEncoder: createAnthropicMessagesEncoder,
  encodeAnswer: encodeAnthropicMessagesAnswer,
  encodeError,
} as const satisfies ChatWire;
