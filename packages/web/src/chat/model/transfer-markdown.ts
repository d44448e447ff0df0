import type { Ask, Message } from './message.ts';
import type { Exported } from './exported.ts';

/** Before the head of each part, so that whatever was said may look like a head. */
const mark = '<!-- g4f:';
const markLine = /^<!-- g4f:(.*) -->$/;
const escaped = (text: string): string => text.replace(/^(\\*)<!-- g4f:/gm, '\\$1<!-- g4f:');
const unescaped = (text: string): string => text.replace(/^\\(\\*)<!-- g4f:/gm, '$1<!-- g4f:');
const pictureLine = /^!\[([^\]]*)\]\((data:image\/[a-z.+-]+;base64,[\w+/=]+)\)$/;

const note = (facts: object): string => `${mark}${JSON.stringify(facts).replaceAll('-->', '--\\u003e')} -->`;

function partOf(message: Message): string {
  const { role, text, pictures, at } = message;
  const by = role === 'assistant' && message.by?.provider !== undefined ? ` (${message.by.provider}${message.by.model === undefined ? '' : `/${message.by.model}`})` : '';
  const facts = { role, at, pictures: pictures.length, ...(role === 'assistant' && { state: message.state, by: message.by && { provider: message.by.provider, model: message.by.model } }) };
  const lines = pictures.map(({ name, url }) => `![${name.replace(/[[\]]/g, '')}](${url})`);
  return [note(facts), `## ${role === 'user' ? 'User' : 'Assistant'}${by}`, '', ...(lines.length > 0 ? [...lines, ''] : []), escaped(text), ''].join('\n');
}

/** A conversation as a text that people read, with what it takes to read it back in comments. Reasoning and calls of tools are left out. */
export function toMarkdown({ title, createdAt, updatedAt, ask, messages }: Exported): string {
  return [note({ createdAt, updatedAt, ask }), `# ${title.replace(/\s+/g, ' ')}`, '', ...messages.map(partOf)].join('\n');
}

/**
 * Reads such a text back.
 *
 * @throws Error for one that is none
 */
export function fromMarkdown(markdown: string): Omit<Exported, 'messages'> & { readonly messages: readonly object[] } {
  const parts: { readonly facts: { readonly [name: string]: unknown }; readonly lines: string[] }[] = [];
  for (const line of markdown.replaceAll('\r\n', '\n').split('\n')) {
    const [, facts] = markLine.exec(line) ?? [];
    if (facts !== undefined) parts.push({ facts: JSON.parse(facts) as { readonly [name: string]: unknown }, lines: [] });
    else parts.at(-1)?.lines.push(line);
  }
  const [head, ...messages] = parts;
  if (head === undefined) throw new Error('the file holds no conversation of this page');
  const { createdAt, updatedAt, ask } = head.facts as { readonly createdAt: number; readonly updatedAt: number; readonly ask: Ask };
  return {
    title: head.lines[0]?.replace(/^# /, '') ?? '',
    createdAt,
    updatedAt,
    ask,
    messages: messages.map(({ facts, lines }) => {
      // A head, an empty line, pictures, an empty line after those, the text, and an empty line.
      const body = lines.slice(2, -1);
      const count = typeof facts['pictures'] === 'number' ? facts['pictures'] : 0;
      const pictures = body.slice(0, count).map((line) => pictureLine.exec(line)).map((match) => ({ name: match?.[1] ?? '', url: match?.[2] ?? '' }));
      return { ...facts, pictures, text: unescaped(body.slice(count > 0 ? count + 1 : 0).join('\n')) };
    }),
  };
}
