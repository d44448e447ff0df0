import { fromMarkdown, toMarkdown } from './transfer-markdown.ts';
import { conversationOf, putConversation } from './chat-store.ts';
import { allConversations, messagesOf, save } from './database.ts';
import type { Exported } from './exported.ts';
import { newId } from './new-id.ts';
import type { Answer, Conversation, Message } from './message.ts';

interface ExportFile {
  readonly format: 'g4f-conversations';
  readonly version: 1;
  readonly conversations: readonly Exported[];
}

const exported = ({ title, createdAt, updatedAt, ask }: Conversation, messages: readonly Message[]): Exported => ({ title, createdAt, updatedAt, ask, messages });

async function read(id: string): Promise<Exported | undefined> {
  const found = conversationOf(id);
  return found === undefined ? undefined : exported(found.conversation, await messagesOf(found.conversation));
}

function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const fileName = (title: string, end: string): string => `${title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 50) || 'conversation'}.${end}`;
const jsonOf = (conversations: readonly Exported[]): string => JSON.stringify({ format: 'g4f-conversations', version: 1, conversations } satisfies ExportFile, null, 2);

/** Gives a conversation as a file. */
export async function exportOne(id: string, as: 'json' | 'markdown'): Promise<void> {
  const found = await read(id);
  if (found === undefined) return;
  if (as === 'json') download(fileName(found.title, 'json'), 'application/json', jsonOf([found]));
  else download(fileName(found.title, 'md'), 'text/markdown', toMarkdown(found));
}

/** Gives all conversations as one file. */
export async function exportAll(): Promise<void> {
  const all = await Promise.all((await allConversations()).map(async (each) => exported(each, await messagesOf(each))));
  download('g4f-conversations.json', 'application/json', jsonOf(all));
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
const list = (value: unknown): readonly { readonly [name: string]: unknown }[] => (Array.isArray(value) ? value.filter((each): each is { readonly [name: string]: unknown } => typeof each === 'object' && each !== null) : []);
const pictures = (value: unknown) => list(value).flatMap(({ name, url }) => (text(url).startsWith('data:image/') ? [{ name: text(name), url: text(url) }] : []));

/** A message of a file, of which only what is known is taken. Its pictures are data: nothing in a file has the page fetch anything. */
function messageOf(raw: { readonly [name: string]: unknown }): Message | undefined {
  const at = number(raw['at']) ?? Date.now();
  if (raw['role'] === 'user') return { id: newId(), role: 'user', text: text(raw['text']), pictures: pictures(raw['pictures']), at };
  if (raw['role'] !== 'assistant') return undefined;
  const by = (typeof raw['by'] === 'object' && raw['by'] !== null ? raw['by'] : undefined) as Answer['by'];
  const isCut = raw['state'] === 'cut' || raw['state'] === 'failed' || raw['state'] === 'streaming';
  return {
    id: newId(),
    role: 'assistant',
    text: text(raw['text']),
    reasoning: text(raw['reasoning']),
    toolCalls: list(raw['toolCalls']).map((call) => ({ id: text(call['id']), name: text(call['name']), text: text(call['text']) })),
    pictures: pictures(raw['pictures']),
    sources: list(raw['sources']).map(({ url, title }) => ({ url: text(url), title: text(title) })),
    state: isCut ? 'stopped' : 'done',
    ...(by !== undefined && { by: { provider: text(by.provider) || undefined, model: text(by.model) || undefined, attempts: number(by.attempts), considered: [] } }),
    at,
  };
}

function conversationsIn(name: string, content: string): readonly { readonly [name: string]: unknown }[] {
  if (!name.endsWith('.json') && !content.trimStart().startsWith('{')) return [{ ...fromMarkdown(content) }];
  const file = JSON.parse(content) as Partial<ExportFile>;
  if (file.format !== 'g4f-conversations') throw new Error('the file holds no conversations of this page');
  return list(file.conversations);
}

/**
 * Takes the conversations of a file in, beside those that are there.
 *
 * @throws Error for a file that is none of this page
 */
export async function importFile(file: File): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const raw of conversationsIn(file.name, await file.text())) {
    const messages = list(raw['messages']).flatMap((each) => messageOf(each) ?? []);
    const ask = (typeof raw['ask'] === 'object' && raw['ask'] !== null ? raw['ask'] : {}) as { readonly [name: string]: unknown };
    const now = Date.now();
    const conversation: Conversation = {
      id: newId(),
      title: text(raw['title']).slice(0, 200) || '…',
      createdAt: number(raw['createdAt']) ?? now,
      updatedAt: number(raw['updatedAt']) ?? now,
      ask: { model: text(ask['model']), system: text(ask['system']), temperature: number(ask['temperature']), maxTokens: number(ask['maxTokens']) },
      order: messages.map(({ id }) => id),
    };
    await save(conversation, messages);
    putConversation(conversation);
    ids.push(conversation.id);
  }
  return ids;
}
