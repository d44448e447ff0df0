import type { ReceivedMessage, Wire } from './upstream.ts';

/** The body of a request to `/api/generate`, before anybody has checked it. */
export interface AibnBody {
  readonly messages?: readonly { readonly role?: unknown; readonly content?: unknown }[] | null;
  readonly pass?: unknown;
  readonly sign?: unknown;
  readonly time?: unknown;
  readonly temperature?: unknown;
}

/** Reads a body; undefined where a server would break on it. */
export function readAibnBody(body: string): AibnBody | undefined {
  try {
    return (JSON.parse(body) as AibnBody | null) ?? undefined;
  } catch {
    return undefined;
  }
}

function readMessages(body: string): readonly ReceivedMessage[] {
  const messages = readAibnBody(body)?.messages;
  if (!Array.isArray(messages)) return [];
  return (messages as NonNullable<AibnBody['messages']>).map(({ role, content }) => ({
    role: String(role),
    content: typeof content === 'string' ? content : JSON.stringify(content),
  }));
}

/** The chatgpt-demo wire: bare text, with no content-type, no framing and no end but the end of the body. */
export const aibnWire = {
  carries: ['text'],
  read: readMessages,
  encoder: () => ({ part: (part) => (part.type === 'text' ? part.text : '') }),
} as const satisfies Wire;
