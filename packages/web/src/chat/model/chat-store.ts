import { create } from 'zustand';
import type { Answer, Conversation, Message } from './message.ts';

/** What the page knows of the conversations that are kept in this browser. */
export interface ChatState {
  /** Whether they have been read. */
  readonly isLoaded: boolean;
  /** Why they could not be read, or are not kept. */
  readonly storageError?: unknown;
  /** The one that was written last first. */
  readonly conversations: readonly Conversation[];
  /** Those that were opened, by their conversation. */
  readonly messages: { readonly [conversation: string]: readonly Message[] };
}

/** The conversations. What changes them is in `actions.ts`. */
export const useChat = create<ChatState>()(() => ({ isLoaded: false, conversations: [], messages: {} }));

const byDate = (a: Conversation, b: Conversation): number => b.updatedAt - a.updatedAt;

/** Puts a conversation into the list, in the place of the one with its id. */
export function putConversation(conversation: Conversation): void {
  useChat.setState(({ conversations }) => ({ conversations: [conversation, ...conversations.filter(({ id }) => id !== conversation.id)].sort(byDate) }));
}

/** Shows these as the messages of a conversation. */
export function putMessages(conversation: string, messages: readonly Message[]): void {
  useChat.setState((state) => ({ messages: { ...state.messages, [conversation]: messages } }));
}

/** Shows what there is now of answers that are under way. */
export function putAnswers(answers: ReadonlyMap<string, Answer>): void {
  useChat.setState((state) => ({
    messages: Object.fromEntries(Object.entries(state.messages).map(([id, messages]) => [id, messages.some((message) => answers.has(message.id)) ? messages.map((message) => answers.get(message.id) ?? message) : messages])),
  }));
}

/** A conversation and its messages, as they are shown now. */
export function conversationOf(id: string): { readonly conversation: Conversation; readonly messages: readonly Message[] } | undefined {
  const { conversations, messages } = useChat.getState();
  const conversation = conversations.find((each) => each.id === id);
  return conversation === undefined ? undefined : { conversation, messages: messages[id] ?? [] };
}
