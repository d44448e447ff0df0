import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';
import type { ChatRequest } from '@g4f/core';

/** One request, in our words and in the AI SDK's. */
export interface Question {
  readonly ours: ChatRequest;
  readonly theirs: LanguageModelV4CallOptions;
}

/** A user says something, and that is all. */
export const says = (text: string): Question => ({
  ours: { messages: [{ role: 'user', content: text }] },
  theirs: { prompt: [{ role: 'user', content: [{ type: 'text', text }] }] },
});
