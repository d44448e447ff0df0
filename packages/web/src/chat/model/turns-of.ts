import type { ChatTurn } from '../../api/chat.ts';
import type { Ask, Message } from './message.ts';

/** What a model is told that shall go on where an answer of its broke off. */
export const goOn = 'Your last answer was cut off. Continue it exactly where it stopped, from the very next character. Do not repeat anything and do not comment on this.';

function turnOf(message: Message): readonly ChatTurn[] {
  if (message.role === 'assistant') return message.text === '' ? [] : [{ role: 'assistant', content: message.text }];
  const { text, pictures } = message;
  if (pictures.length === 0) return [{ role: 'user', content: text }];
  const images = pictures.map(({ url }) => ({ type: 'image_url', image_url: { url } }) as const);
  return [{ role: 'user', content: [...(text === '' ? [] : [{ type: 'text', text } as const]), ...images] }];
}

/** What is sent of a conversation. Reasoning and calls of tools stay here. */
export function turnsOf({ system }: Ask, messages: readonly Message[]): readonly ChatTurn[] {
  return [...(system.trim() === '' ? [] : [{ role: 'system', content: system } as const]), ...messages.flatMap(turnOf)];
}
