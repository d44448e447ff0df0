import type { ContentPart, Message, ReasoningContent, TextContent } from './message.ts';
import type { Part } from './part.ts';

type Prose = TextContent | ReasoningContent;

const isProse = (content: ContentPart | undefined, type: Prose['type']): content is Prose => content?.type === type;

/**
 * Makes of an answer's parts the message that goes into the history: pieces of text joined, tool calls whole, and with them what their
 * provider must get back (thinking signatures and the like). Deltas, files, sources, warnings, usage and the finish are left out.
 *
 * @example
 * const parts: Part[] = [];
 * for await (const part of provider.createPartGenerator({ messages })) parts.push(part);
 * messages.push(assistantMessage(parts));
 */
export function assistantMessage(parts: Iterable<Part>): Message {
  const content: ContentPart[] = [];
  for (const part of parts) {
    if (part.type === 'tool-call') content.push(part);
    if (part.type !== 'text' && part.type !== 'reasoning') continue;
    const last = content.at(-1);
    // What has its metadata is closed: a signature is for the block that it ends.
    if (isProse(last, part.type) && last.metadata === undefined) content[content.length - 1] = { ...last, ...part, text: last.text + part.text };
    else content.push(part);
  }
  return { role: 'assistant', content };
}
