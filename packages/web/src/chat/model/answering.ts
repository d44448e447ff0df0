import { putAnswers, conversationOf, putMessages } from './chat-store.ts';
import { keep } from './keep.ts';
import { saveMessage } from './database.ts';
import { writeJournal } from './journal.ts';
import { whileLive } from './live-locks.ts';
import type { Answer, Message } from './message.ts';
import { createPerFrame } from './per-frame.ts';
import { runAnswer } from './run-answer.ts';
import { goOn, turnsOf } from './turns-of.ts';

interface Running {
  readonly conversation: string;
  readonly controller: AbortController;
  answer: Answer;
}

/** Milliseconds between two writings of an answer that is under way. */
const savedEvery = 300;

const running = new Map<string, Running>();
const frames = createPerFrame<Answer>(putAnswers);

window.addEventListener('pagehide', () => writeJournal([...running.values()].map(({ conversation, answer }) => ({ conversation, answer }))));

/** Ends an answer that is under way; what came of it stays. */
export function stopAnswer(id: string): void {
  running.get(id)?.controller.abort();
}

/**
 * Has an answer come into a conversation, in which it stands already, and keeps what came while it comes.
 *
 * @param before what was said before it
 */
export async function runIn(conversation: string, before: readonly Message[], answer: Answer): Promise<void> {
  const ask = conversationOf(conversation)?.conversation.ask;
  if (ask === undefined) return;
  const entry: Running = { conversation, controller: new AbortController(), answer };
  running.set(answer.id, entry);
  let saved = performance.now();
  const isContinued = answer.text !== '';
  const turns = [...turnsOf(ask, isContinued ? [...before, answer] : before), ...(isContinued ? [{ role: 'user', content: goOn } as const] : [])];
  const tell = (next: Answer): void => {
    entry.answer = next;
    frames.set(next.id, next);
    if (performance.now() - saved < savedEvery) return;
    saved = performance.now();
    void keep(saveMessage(conversation, next));
  };
  try {
    const { model, temperature, maxTokens } = ask;
    const last = await whileLive(answer.id, () => runAnswer(answer, { model, temperature, maxTokens, messages: turns }, entry.controller.signal, tell));
    frames.flush();
    await keep(saveMessage(conversation, last));
  } finally {
    running.delete(answer.id);
  }
}

/** Shows an answer as it is now, and keeps it. */
export async function replaceAnswer(conversation: string, answer: Answer): Promise<void> {
  const found = conversationOf(conversation);
  if (found !== undefined) putMessages(conversation, found.messages.map((message) => (message.id === answer.id ? answer : message)));
  await keep(saveMessage(conversation, answer));
}
