import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Conversation, Message } from './message.ts';

/** A message as it is kept. */
export type StoredMessage = Message & { readonly conversation: string };

interface Schema extends DBSchema {
  conversations: { key: string; value: Conversation; indexes: { updatedAt: number } };
  messages: { key: string; value: StoredMessage; indexes: { conversation: string } };
}

let opening: Promise<IDBPDatabase<Schema>> | undefined;

const open = (): Promise<IDBPDatabase<Schema>> =>
  (opening ??= openDB<Schema>('g4f', 1, {
    upgrade(database) {
      database.createObjectStore('conversations', { keyPath: 'id' }).createIndex('updatedAt', 'updatedAt');
      database.createObjectStore('messages', { keyPath: 'id' }).createIndex('conversation', 'conversation');
    },
    terminated() {
      opening = undefined;
    },
  }));

/** Every conversation, the one that was written last first. */
export async function allConversations(): Promise<readonly Conversation[]> {
  return (await (await open()).getAllFromIndex('conversations', 'updatedAt')).reverse();
}

/** The messages of a conversation, in its order. */
export async function messagesOf({ id, order }: Conversation): Promise<readonly Message[]> {
  const found = new Map((await (await open()).getAllFromIndex('messages', 'conversation', id)).map(({ conversation: _conversation, ...message }) => [message.id, message]));
  return order.flatMap((each) => found.get(each) ?? []);
}

/** Keeps a conversation and those of its messages that are given, in one step. */
export async function save(conversation: Conversation, messages: readonly Message[] = []): Promise<void> {
  const transaction = (await open()).transaction(['conversations', 'messages'], 'readwrite');
  void transaction.objectStore('conversations').put(conversation);
  for (const message of messages) void transaction.objectStore('messages').put({ ...message, conversation: conversation.id });
  await transaction.done;
}

/** Keeps one message. */
export async function saveMessage(conversation: string, message: Message): Promise<void> {
  await (await open()).put('messages', { ...message, conversation });
}

/** Forgets messages. */
export async function dropMessages(ids: readonly string[]): Promise<void> {
  const transaction = (await open()).transaction('messages', 'readwrite');
  for (const id of ids) void transaction.store.delete(id);
  await transaction.done;
}

/** Forgets a conversation and all that was said in it. */
export async function dropConversation(id: string): Promise<void> {
  const transaction = (await open()).transaction(['conversations', 'messages'], 'readwrite');
  void transaction.objectStore('conversations').delete(id);
  for (const key of await transaction.objectStore('messages').index('conversation').getAllKeys(id)) void transaction.objectStore('messages').delete(key);
  await transaction.done;
}

/** The conversations in which something was said that contains a text, whatever its case. */
export async function conversationsWith(text: string): Promise<ReadonlySet<string>> {
  const wanted = text.toLocaleLowerCase();
  const found = new Set<string>();
  let cursor = await (await open()).transaction('messages').store.openCursor();
  while (cursor !== null) {
    if (!found.has(cursor.value.conversation) && cursor.value.text.toLocaleLowerCase().includes(wanted)) found.add(cursor.value.conversation);
    cursor = await cursor.continue();
  }
  return found;
}
