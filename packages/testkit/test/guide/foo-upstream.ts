import type { FinishReason } from '@g4f/core';
import type { Wire } from '@g4f/testkit/servers';

const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;

/** Foo's side of its wire: what it reads of a request, and what it writes for each part of an answer. */
export const fooWire: Wire = {
  carries: ['text', 'usage', 'finish'],
  namesModel: true,
  headers: { 'content-type': 'text/event-stream' },
  read: (body) => (JSON.parse(body) as { turns: { role: string; text: string }[] }).turns.map(({ role, text }) => ({ role, content: text })),
  encoder() {
    let done: FinishReason = 'stop';
    return {
      part(part) {
        if (part.type === 'text') return event({ text: part.text });
        if (part.type === 'usage') return event({ tokens: { read: part.usage.inputTokens, written: part.usage.outputTokens } });
        if (part.type === 'finish') done = part.reason;
        return '';
      },
      end: () => event({ done }),
    };
  },
};
