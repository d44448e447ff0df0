import type { Answer } from './message.ts';
import { newId } from './new-id.ts';

/** An answer of which nothing has come. */
export function emptyAnswer(): Answer {
  return { id: newId(), role: 'assistant', text: '', reasoning: '', toolCalls: [], pictures: [], sources: [], state: 'streaming', at: Date.now() };
}
