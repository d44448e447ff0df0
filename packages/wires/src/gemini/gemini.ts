import type { ChatWire } from '../chat-wire.ts';
import { createGeminiDecoder, decodeGeminiAnswer } from './answer-decoder.ts';
import { carries, createGeminiEncoder, encodeGeminiAnswer } from './answer-encoder.ts';
import { encodeGemini } from './encode-request.ts';
import { encodeGeminiError } from './failure.ts';
import { parseGeminiRequest } from './parse-request.ts';

/**
 * The wire of the Gemini API: `generateContent` and, streamed, `streamGenerateContent?alt=sse`.
 *
 * @see https://ai.google.dev/api/generate-content
 * @example
 * gemini.encodeRequest({ model: 'gemini-2.5-flash', messages: [{ role: 'user', content: 'Hi' }] }, { provider: 'gemini' });
 */
export const gemini: ChatWire = {
  name: 'gemini',
  carries,
  encodeRequest: encodeGemini,
  createDecoder: createGeminiDecoder,
  decodeAnswer: decodeGeminiAnswer,
  parseRequest: parseGeminiRequest,
  createEncoder: createGeminiEncoder,
  encodeAnswer: encodeGeminiAnswer,
  encodeError: encodeGeminiError,
};
