import type { Message } from '@g4f/core';
import type { Wire } from '../src/servers.ts';

const textOf = ({ content }: Message): string =>
  typeof content === 'string' ? content : content.map((part) => (part.type === 'text' ? part.text : '')).join('');

/** A wire that can say all that the contract can: one part a line, as JSON. */
export const partsWire: Wire = {
  carries: ['text', 'reasoning', 'tool-call', 'tool-call-delta', 'usage', 'finish'],
  namesModel: true,
  headers: { 'content-type': 'application/x-ndjson' },
  read: (body) => (JSON.parse(body) as { messages: Message[] }).messages.map((message) => ({ role: message.role, content: textOf(message) })),
  encoder: () => ({ part: (part) => `${JSON.stringify(part)}\n` }),
};
