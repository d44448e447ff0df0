import type { ChatEvent } from '../../api/chat.ts';
import type { Answer, ToolCall } from './message.ts';

function addCall(calls: readonly ToolCall[], event: Extract<ChatEvent, { readonly type: 'tool-call' }>): readonly ToolCall[] {
  const { index, id, name, text } = event;
  const known = calls[index];
  const next: ToolCall = known === undefined ? { id: id ?? String(index), name: name ?? '', text } : { ...known, name: name ?? known.name, text: known.text + text };
  return known === undefined ? [...calls, next] : calls.with(index, next);
}

/** An answer with what came next. */
export function addEvent(answer: Answer, event: ChatEvent): Answer {
  switch (event.type) {
    case 'by':
      return { ...answer, by: event.by };
    case 'text':
      return { ...answer, text: answer.text + event.text };
    case 'reasoning':
      return { ...answer, reasoning: answer.reasoning + event.text };
    case 'tool-call':
      return { ...answer, toolCalls: addCall(answer.toolCalls, event) };
    case 'image':
      return { ...answer, pictures: [...answer.pictures, { name: '', url: event.url }] };
    case 'source':
      return { ...answer, sources: [...answer.sources, { url: event.url, title: event.title }] };
    case 'usage':
      return { ...answer, usage: event.usage };
    case 'finish':
      return { ...answer, finish: event.reason };
    default:
      return event satisfies never;
  }
}

/** Whether something of the answer itself has come. */
export const hasBegun = ({ text, reasoning, toolCalls, pictures }: Answer): boolean => text !== '' || reasoning !== '' || toolCalls.length > 0 || pictures.length > 0;
