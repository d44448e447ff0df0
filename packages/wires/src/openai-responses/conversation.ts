import type { ContentPart, Message, ToolResultContent } from '@g4f/core';
import type { Sealed } from '../values/sealed.ts';
import { createTurn } from '../values/turn.ts';

/** Puts messages together from the items of a conversation. */
export interface Conversation {
  readonly add: (message: Message) => void;
  /** More of the assistant's turn. `text`: it is a text that came as one. */
  readonly say: (part: ContentPart, text?: string) => void;
  /** What is bound to an earlier part of the assistant's turn. */
  readonly bind: (sealed: Sealed) => void;
  /** What a tool answered, and what it showed, which follows all results as the user's. */
  readonly result: (result: ToolResultContent, shown: readonly ContentPart[]) => void;
  readonly messages: () => readonly Message[];
}

/** Makes a conversation without messages. On this wire each text, block of reasoning, call and result is an item of its own. */
export function createConversation(): Conversation {
  const messages: Message[] = [];
  let turn = createTurn();
  let plain: string | undefined;
  let results: ToolResultContent[] = [];
  let shown: ContentPart[] = [];

  const endTurn = (): void => {
    const { parts } = turn;
    if (parts.length > 0) messages.push({ role: 'assistant', content: parts.length === 1 && plain !== undefined ? plain : parts });
    turn = createTurn();
    plain = undefined;
  };
  const endResults = (): void => {
    if (results.length > 0) messages.push({ role: 'tool', content: results });
    if (shown.length > 0) messages.push({ role: 'user', content: shown });
    results = [];
    shown = [];
  };

  return {
    add(message) {
      endTurn();
      endResults();
      messages.push(message);
    },
    say(part, text) {
      endResults();
      plain = text;
      turn.add(part);
    },
    bind(sealed) {
      plain = undefined;
      turn.bind(sealed);
    },
    result(result, more) {
      endTurn();
      results.push(result);
      shown.push(...more);
    },
    messages() {
      endTurn();
      endResults();
      return messages;
    },
  };
}
