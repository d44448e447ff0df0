import type { ReceivedMessage, Wire } from '@g4f/testkit/servers';

/** Parrot's side of its wire, for a server on this machine. */
export const wire: Wire = {
  carries: ['text'],
  namesModel: true,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  read: (body) => (JSON.parse(body) as { conversation: ReceivedMessage[] }).conversation,
  encoder: () => ({ part: (part) => (part.type === 'text' ? `+ ${JSON.stringify(part.text)}\n` : ''), end: () => '.\n' }),
};
