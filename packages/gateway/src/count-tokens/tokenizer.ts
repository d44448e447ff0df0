import { estimateTokens, type CountTokens } from '@g4f/registry';

/** Special tokens in a text are text here: nobody means them. */
const asText = { disallowedSpecial: new Set<string>() } as const;

/**
 * Up to a hundred words, or a part of one that is too long: the library takes time with the square of a word's length, and a client
 * may send a word of megabytes.
 */
const piece = /(?:\s{0,16}\S{1,64}(?=\s|$)){1,100}|\s{0,16}\S{1,64}|\s{1,16}/g;
/** Characters that are counted before others get their turn. */
const slice = 65_536;

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

let loading: Promise<CountTokens | undefined> | undefined;

/** OpenAI's newest vocabulary, if the package is installed. It is large: loaded when first asked for, and once. */
function loadVocabulary(): Promise<CountTokens | undefined> {
  return (loading ??= import('gpt-tokenizer/encoding/o200k_base').then(
    ({ countTokens }) =>
      (text) =>
        countTokens(text, asText),
    () => undefined,
  ));
}

/**
 * Tokens in texts: by OpenAI's newest vocabulary where the optional package `gpt-tokenizer` is installed, else by the length of the
 * text, on the low side. Long texts are counted bit by bit, so that others need not wait.
 */
export async function countTokens(texts: readonly string[], signal: AbortSignal): Promise<number> {
  const count = await loadVocabulary();
  let tokens = 0;
  let since = 0;
  for (const text of texts) {
    if (count === undefined) {
      tokens += estimateTokens(text);
      continue;
    }
    for (const [words] of text.matchAll(piece)) {
      tokens += count(words);
      since += words.length;
      if (since < slice) continue;
      since = 0;
      await turn();
      signal.throwIfAborted();
    }
  }
  return tokens;
}
