import { replaceAnswer, runIn, stopAnswer } from './answering.ts';
import { conversationOf, putConversation, putMessages, useChat } from './chat-store.ts';
import { dropConversation, dropMessages, save } from './database.ts';
import { emptyAnswer } from './empty-answer.ts';
import { keep } from './keep.ts';
import type { Answer, Ask, Conversation, Message, Picture, UserMessage } from './message.ts';
import { newId } from './new-id.ts';
import { titleOf } from './title-of.ts';

async function put(conversation: Conversation, messages: readonly Message[], changed: readonly Message[]): Promise<void> {
  const next = { ...conversation, order: messages.map(({ id }) => id), updatedAt: Date.now() };
  putConversation(next);
  putMessages(next.id, messages);
  await keep(save(next, changed));
}

/** Makes a conversation, of which nobody else has heard. */
export function createConversation(ask: Ask, firstText: string): Conversation {
  const now = Date.now();
  const conversation: Conversation = { id: newId(), title: titleOf(firstText), createdAt: now, updatedAt: now, ask, order: [] };
  putConversation(conversation);
  putMessages(conversation.id, []);
  return conversation;
}

/** Says something in a conversation, and has it answered. */
export async function send(id: string, text: string, pictures: readonly Picture[]): Promise<void> {
  const found = conversationOf(id);
  if (found === undefined) return;
  const message: UserMessage = { id: newId(), role: 'user', text, pictures, at: Date.now() };
  const answer = emptyAnswer();
  const before = [...found.messages, message];
  await put(found.conversation, [...before, answer], [message, answer]);
  await runIn(id, before, answer);
}

/** Cuts a conversation off before a message, and forgets what followed. */
async function cutAt(id: string, messageId: string): Promise<{ readonly conversation: Conversation; readonly before: readonly Message[]; readonly message: Message } | undefined> {
  const found = conversationOf(id);
  const index = found?.messages.findIndex((each) => each.id === messageId) ?? -1;
  const message = found?.messages[index];
  if (found === undefined || message === undefined) return undefined;
  const dropped = found.messages.slice(index).map((each) => each.id);
  for (const each of dropped) stopAnswer(each);
  await keep(dropMessages(dropped));
  return { conversation: found.conversation, before: found.messages.slice(0, index), message };
}

/** Has a question answered anew; the answer that was there goes, and all that followed it. */
export async function regenerate(id: string, answerId: string): Promise<void> {
  const cut = await cutAt(id, answerId);
  if (cut === undefined) return;
  const answer = emptyAnswer();
  await put(cut.conversation, [...cut.before, answer], [answer]);
  await runIn(id, cut.before, answer);
}

/** Asks something else in the place of what was asked; what followed goes. */
export async function resend(id: string, messageId: string, text: string): Promise<void> {
  const cut = await cutAt(id, messageId);
  if (cut?.message.role !== 'user') return;
  putMessages(id, cut.before);
  await send(id, text, cut.message.pictures);
}

/** Has an answer that was cut or stopped go on where it broke off. */
export async function goOnWith(id: string, answerId: string): Promise<void> {
  const found = conversationOf(id);
  const index = found?.messages.findIndex((each) => each.id === answerId) ?? -1;
  const answer = found?.messages[index];
  if (found === undefined || answer?.role !== 'assistant') return;
  const begun: Answer = { ...answer, state: 'streaming', trouble: undefined };
  await replaceAnswer(id, begun);
  await runIn(id, found.messages.slice(0, index), begun);
}

async function change(id: string, with_: Partial<Conversation>): Promise<void> {
  const found = conversationOf(id);
  if (found === undefined) return;
  const next = { ...found.conversation, ...with_ };
  putConversation(next);
  await keep(save(next));
}

/** Calls a conversation otherwise. */
export const rename = (id: string, title: string): Promise<void> => change(id, { title });

/** Has the next answers of a conversation asked otherwise. */
export const changeAsk = (id: string, ask: Ask): Promise<void> => change(id, { ask });

/** Forgets a conversation. */
export async function remove(id: string): Promise<void> {
  for (const message of useChat.getState().messages[id] ?? []) stopAnswer(message.id);
  useChat.setState(({ conversations, messages: { [id]: _gone, ...messages } }) => ({ conversations: conversations.filter((each) => each.id !== id), messages }));
  await keep(dropConversation(id));
}
