import { chatgptDemoRefusal, chatgptDemoRefusals, refusalNames, type ChatgptDemoRefusal } from './refusals.ts';

/** What the last bytes of a clean 200 stand for when upstream broke mid-stream. */
export const chatgptDemoFailure = 'Internal server error';

/** How an answer ended. */
export type ChatgptDemoEnding =
  /** It is whole; `text` was held back until now. */
  | { readonly type: 'clean'; readonly text: string }
  /** Upstream broke in the middle: what came before is all there is. */
  | { readonly type: 'failed' }
  /** It was no answer but a refusal, sent as 200 by old builds. */
  | { readonly type: 'refused'; readonly refusal: ChatgptDemoRefusal };

/** Passes an answer's text on as it comes, but for what may turn out to be no part of it. */
export interface ChatgptDemoAnswer {
  /** What of the text so far is certain to be the answer's. */
  readonly push: (text: string) => string;
  readonly end: () => ChatgptDemoEnding;
}

/** The index from which on `text` could be the beginning of `literal`; its length if there is none. */
function heldFrom(text: string, literal: string): number {
  const first = literal.charAt(0);
  for (let at = text.indexOf(first, Math.max(0, text.length - literal.length)); at !== -1; at = text.indexOf(first, at + 1)) {
    if (literal.startsWith(text.slice(at))) return at;
  }
  return text.length;
}

/**
 * Decodes the text of an answer: tells a refusal that is the whole body of a 200, and a failure that is its last words, from an
 * answer that merely contains them. Only what could still become either is held back.
 *
 * @example
 * const answer = createChatgptDemoAnswer();
 * answer.push('Once upon a time Internal server err'); // 'Once upon a time '
 * answer.push('or'); // ''
 * answer.end(); // { type: 'failed' }
 */
export function createChatgptDemoAnswer(): ChatgptDemoAnswer {
  let held = '';
  /** Nothing was passed on: the whole could still be a refusal. */
  let isWhole = true;
  const couldRefuse = (text: string): boolean => isWhole && refusalNames.some((name) => `${chatgptDemoRefusals[name].text}.`.startsWith(text));
  return {
    push(chunk) {
      const text = held === '' ? chunk : held + chunk;
      const from = couldRefuse(text) ? 0 : heldFrom(text, chatgptDemoFailure);
      held = from === text.length ? '' : text.slice(from);
      if (from > 0) isWhole = false;
      return from === text.length ? text : text.slice(0, from);
    },
    end() {
      const text = held;
      held = '';
      if (text === chatgptDemoFailure) return { type: 'failed' };
      const refusal = isWhole ? chatgptDemoRefusal(text) : undefined;
      return refusal === undefined ? { type: 'clean', text } : { type: 'refused', refusal };
    },
  };
}
