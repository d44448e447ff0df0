import type { Message } from '@g4f/core';
import type { ChatHistoryItem, ChatWrapper, LlamaModel, Token } from 'node-llama-cpp';

function textOf({ content }: Message): string {
  if (typeof content === 'string') return content;
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

function turn(message: Message): ChatHistoryItem {
  const text = textOf(message);
  if (message.role === 'system') return { type: 'system', text };
  return message.role === 'assistant' ? { type: 'model', response: [text] } : { type: 'user', text };
}

/**
 * Writes a conversation as the model was trained to read it. What people wrote is never read as control tokens. A conversation that
 * ends with the assistant is continued there.
 */
export function modelPrompt(model: LlamaModel, wrapper: ChatWrapper, messages: readonly Message[]): Token[] {
  const chatHistory = messages.map(turn);
  if (chatHistory.at(-1)?.type !== 'model') chatHistory.push({ type: 'model', response: [] });
  const tokens = wrapper.generateContextState({ chatHistory }).contextText.tokenize(model.tokenizer);
  // Where the template begins with the very token that begins a sequence, the engine writes it twice.
  const { bos } = model.tokens;
  return bos !== null && tokens[0] === bos && tokens[1] === bos ? tokens.slice(1) : tokens;
}
