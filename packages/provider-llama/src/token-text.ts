import type { LlamaModel, Token } from 'node-llama-cpp';

/** A character has four bytes at most, and a token one byte at least; two more for a joined one. */
const mostHeld = 6;

/** Turns tokens into text. A character may be spread over several tokens: it is held until it is whole. */
export interface TokenText {
  readonly push: (token: Token) => string;
  readonly end: () => string;
}

/** Makes a {@link TokenText} for one answer. */
export function createTokenText(model: Pick<LlamaModel, 'detokenize'>): TokenText {
  let before: readonly Token[] = [];
  let held: Token[] = [];
  const take = (text: string): string => {
    before = held;
    held = [];
    return text;
  };
  return {
    push(token) {
      held.push(token);
      const text = model.detokenize(held, false, before);
      return text.endsWith('\uFFFD') && held.length < mostHeld ? '' : take(text);
    },
    end: () => (held.length === 0 ? '' : take(model.detokenize(held, false, before))),
  };
}
