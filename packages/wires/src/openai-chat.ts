export type {
  OpenaiChatAssistantMessage,
  OpenaiChatBody,
  OpenaiChatContent,
  OpenaiChatFormat,
  OpenaiChatMessage,
  OpenaiChatTool,
  OpenaiChatToolCall,
} from './openai-chat/body.ts';
export { createOpenaiChatDecoder, decodeOpenaiChatAnswer } from './openai-chat/decoder.ts';
export type { OpenaiChatDialect } from './openai-chat/dialect.ts';
export { encodeOpenaiChatAnswer } from './openai-chat/encode-answer.ts';
export { encodeOpenaiChatError } from './openai-chat/encode-error.ts';
export { encodeOpenaiChat } from './openai-chat/encode-request.ts';
export { createOpenaiChatEncoder } from './openai-chat/encoder.ts';
export { codeForMessage } from './openai-chat/error-words.ts';
export { openaiChat } from './openai-chat/openai-chat.ts';
export { parseOpenaiChat } from './openai-chat/parse-request.ts';
