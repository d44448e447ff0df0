import type { FinishReason, Usage } from '@g4f/core';
import type { ReceivedMessage, Wire } from '@g4f/testkit/servers';

/** One event of an answer. */
export const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;

/** Acme's side of its wire, for a server on this machine: what it reads of a request, and what it writes for each part of an answer. */
export const wire: Wire = {
  carries: ['text', 'usage', 'finish'],
  namesModel: true,
  headers: { 'content-type': 'text/event-stream' },
  read: (body) => (JSON.parse(body) as { messages: ReceivedMessage[] }).messages,
  encoder() {
    let finish: FinishReason = 'stop';
    let usage: Usage | undefined;
    return {
      part(part) {
        if (part.type === 'text') return event({ text: part.text });
        if (part.type === 'usage') usage = part.usage;
        if (part.type === 'finish') finish = part.reason;
        return '';
      },
      end: () => event({ finish, usage }),
    };
  },
};
