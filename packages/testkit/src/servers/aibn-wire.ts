import { parseChatgptDemo } from '@g4f/wires';
import type { ReceivedMessage, Wire } from './upstream.ts';

/** Reads a body; undefined where a server would break on it. */
export function readAibnBody(body: string): object | undefined {
  try {
    return (JSON.parse(body) as object | null) ?? undefined;
  } catch {
    return undefined;
  }
}

function readMessages(body: string): readonly ReceivedMessage[] {
  const { messages = [] } = parseChatgptDemo(readAibnBody(body)) ?? {};
  return messages.map(({ role, content }) => ({ role, content: typeof content === 'string' ? content : JSON.stringify(content) }));
}

/** The chatgpt-demo wire: bare text, with no content-type, no framing and no end but the end of the body. */
export const aibnWire = {
  carries: ['text'],
  read: readMessages,
  encoder: () => ({ part: (part) => (part.type === 'text' ? part.text : '') }),
} as const satisfies Wire;
