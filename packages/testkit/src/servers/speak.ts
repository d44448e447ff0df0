import type { Message } from '@g4f/core';
import type { ChatWire } from '@g4f/wires';
import type { ReceivedMessage, Wire } from './upstream.ts';

const textOf = ({ content }: Message): string =>
  typeof content === 'string' ? content : content.map((part) => (part.type === 'text' ? part.text : '')).join('');

function messagesIn(wire: ChatWire, body: string): readonly ReceivedMessage[] {
  const { request } = wire.parseRequest(JSON.parse(body));
  return request.messages.map((message) => ({ role: message.role, content: textOf(message) }));
}

/**
 * Makes an upstream's wire of one of `@g4f/wires`: the code that a gateway answers with.
 *
 * @example
 * await using upstream = await listenWire(speak(openaiChat), answer(['Hel', 'lo']));
 */
export function speak(wire: ChatWire): Wire {
  return {
    carries: wire.carries,
    namesModel: true,
    headers: { 'content-type': 'text/event-stream' },
    read: (body) => messagesIn(wire, body),
    encoder: () => wire.createEncoder({ id: 'answer-1', model: 'loopback', created: 1_700_000_000, wantsUsage: true }),
  };
}
