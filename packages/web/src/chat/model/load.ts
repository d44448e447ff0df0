import { putAnswers, putConversation, putMessages, useChat } from './chat-store.ts';
import { allConversations, messagesOf, saveMessage } from './database.ts';
import { hasBegun } from './add-event.ts';
import { takeJournal } from './journal.ts';
import { keep } from './keep.ts';
import { liveAnswers } from './live-locks.ts';
import type { Answer, Conversation, Message } from './message.ts';

const isUnderWay = (message: Message): message is Answer => message.role === 'assistant' && message.state === 'streaming';

/** An answer whose page was closed or loaded anew while it came: what came is there. */
const broken = (answer: Answer): Answer => ({ ...answer, state: hasBegun(answer) ? 'cut' : 'failed', trouble: { kind: 'reloaded', message: '' } });

/** Reads the list of conversations, and what the page wrote down when it last went. */
export async function loadConversations(): Promise<void> {
  if (useChat.getState().isLoaded) return;
  try {
    for (const { conversation, answer } of takeJournal()) await saveMessage(conversation, broken(answer));
    const kept = await allConversations();
    // Who is quick has begun one meanwhile.
    useChat.setState(({ conversations }) => ({ conversations: [...conversations, ...kept.filter(({ id }) => !conversations.some((each) => each.id === id))], isLoaded: true }));
  } catch (storageError) {
    useChat.setState({ isLoaded: true, storageError });
  }
}

/** Looks again and again after answers that come in another tab, until they are there. */
async function follow(conversation: Conversation): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const messages = await settled(conversation);
    putAnswers(new Map(messages.flatMap((message) => (message.role === 'assistant' ? [[message.id, message]] : []))));
    if (!messages.some(isUnderWay)) return;
  }
}

/** The messages of a conversation, in which no answer is said to be under way that is not. */
async function settled(conversation: Conversation): Promise<readonly Message[]> {
  const messages = await messagesOf(conversation);
  if (!messages.some(isUnderWay)) return messages;
  const live = await liveAnswers();
  return Promise.all(
    messages.map(async (message) => {
      if (!isUnderWay(message) || live.has(message.id)) return message;
      const cut = broken(message);
      await keep(saveMessage(conversation.id, cut));
      return cut;
    }),
  );
}

/** Reads the messages of a conversation, unless they are there. */
export async function openConversation(conversation: Conversation): Promise<void> {
  if (useChat.getState().messages[conversation.id] !== undefined) return;
  try {
    const messages = await settled(conversation);
    putMessages(conversation.id, messages);
    if (messages.some(isUnderWay)) void follow(conversation);
  } catch (storageError) {
    useChat.setState({ storageError });
    putMessages(conversation.id, []);
    putConversation(conversation);
  }
}
