import { defineProvider, type AsyncGeneratorProvider, type ContentPart, type Message } from '@g4f/core';
import { answer } from './eliza.ts';

const textOf = (content: string | readonly ContentPart[]): string =>
  typeof content === 'string' ? content : content.map((part) => (part.type === 'text' ? part.text : '')).join(' ');

const turnsOf = (messages: readonly Message[], role: Message['role']): string[] =>
  messages.filter((message) => message.role === role).map(({ content }) => textOf(content));

/**
 * A rule-based responder that needs nothing: no model, no service. For `g4f chat` alone, where nobody else can be had; it is in
 * no registry. Answers are the same for the same conversation and the same `random`.
 */
export function createOffline(random: () => number): AsyncGeneratorProvider {
  return defineProvider(
    { id: 'offline', url: 'https://en.wikipedia.org/wiki/ELIZA', models: ['eliza'], working: true, local: true, supportsMessageHistory: true },
    async function* ({ messages }) {
      const said = turnsOf(messages, 'user');
      const text = answer({ said: [...said.slice(0, -1), said.at(-1) ?? ''], answered: turnsOf(messages, 'assistant') }, random);
      yield* text.match(/\S+\s*/g) ?? [];
    },
  );
}
