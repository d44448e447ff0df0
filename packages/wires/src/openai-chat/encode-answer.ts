import type { Part } from '@g4f/core';
import type { AnswerContext } from '../chat-wire.ts';
import { createAnswerState } from './answer-state.ts';
import { encodeFilePart, encodeSource } from './encode-part.ts';
import { writeMetadata } from './metadata-field.ts';
import { writeUsage } from './usage.ts';

const isOf = <T extends Part['type']>(type: T) => (part: Part): part is Part & { readonly type: T } => part.type === type;

/**
 * Writes a chat completion in one piece. Deltas are passed over: the whole calls follow them.
 *
 * @example
 * encodeOpenaiChatAnswer([{ type: 'text', text: 'Hi' }], { id: 'chatcmpl-1', model: 'm', created: 1_700_000_000, wantsUsage: true });
 */
export function encodeOpenaiChatAnswer(parts: readonly Part[], { id, model, created }: AnswerContext): object {
  const state = createAnswerState();
  parts.forEach(state.add);
  const text = parts.filter(isOf('text')).map((part) => part.text).join('');
  const reasoning = parts.filter(isOf('reasoning')).map((part) => part.text).join('');
  const calls = parts.filter(isOf('tool-call'));
  const sources = parts.filter(isOf('source'));
  const files = parts.filter(isOf('file'));
  const usage = state.usage();
  const message = {
    role: 'assistant',
    content: text === '' && calls.length > 0 ? null : text,
    refusal: null,
    ...(reasoning !== '' && { reasoning_content: reasoning }),
    ...(calls.length > 0 && {
      tool_calls: calls.map(({ id: callId, name, arguments: json, metadata }) => ({ id: callId, type: 'function', function: { name, arguments: json }, ...writeMetadata(metadata) })),
    }),
    ...(sources.length > 0 && { annotations: sources.map(encodeSource) }),
    ...(files.length > 0 && { images: files.map(encodeFilePart) }),
    ...state.artefacts(),
  };
  const choice = { index: 0, message, logprobs: null, ...state.finish() };
  return { id, object: 'chat.completion', created, model, choices: [choice], ...(usage !== undefined && { usage: writeUsage(usage) }) };
}
