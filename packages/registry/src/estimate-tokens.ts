import type { ChatRequest, ContentPart } from '@g4f/core';

/** Counts the tokens of a text, as for example `countTokens` of the package gpt-tokenizer does. */
export type CountTokens = (text: string) => number;

/** What a message costs besides its text: https://github.com/openai/openai-cookbook/blob/main/examples/How_to_count_tokens_with_tiktoken.ipynb */
const tokensPerMessage = 3;
/**
 * Characters that make one token at most in ordinary text. OpenAI's rule of thumb is 4 in English
 * (https://help.openai.com/en/articles/4936856); today's vocabularies reach 5, and Cyrillic or Arabic 4.5.
 */
const charactersPerToken = 6;
/** The same for ideographs, kana and hangul, of which one to one and a half make a token. */
const ideographsPerToken = 2;
const firstIdeograph = 0x2e80;

/**
 * Tokens in ordinary text, on the low side, whatever the model: what does not fit by this count does not fit. A run of one character
 * counts once, since vocabularies have whole runs of spaces and dashes. Against gpt-tokenizer's o200k_base it finds 0.5 to 0.9 of
 * the tokens of prose in eight languages, code and JSON; one endless row of long words it takes for twice as many.
 *
 * @example
 * estimateTokens('An estimate that errs on the low side.'); // 7
 */
export function estimateTokens(text: string): number {
  let characters = 0;
  let ideographs = 0;
  let previous = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === previous) continue;
    previous = code;
    if (code < firstIdeograph) characters++;
    else ideographs++;
  }
  return Math.ceil(characters / charactersPerToken + ideographs / ideographsPerToken);
}

function textOf(part: ContentPart): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'tool-call':
      return part.name + part.arguments;
    case 'tool-result':
      return part.content;
    // Reasoning of earlier turns is passed over by most, and what an image or a file comes to is upstream's secret.
    default:
      return '';
  }
}

/** Tokens of a prompt: its messages and tools. Images, files and reasoning handed back count as nothing. */
export function promptTokens({ messages, tools = [] }: ChatRequest, count: CountTokens = estimateTokens): number {
  let tokens = 0;
  for (const { content } of messages) {
    tokens += tokensPerMessage;
    for (const text of typeof content === 'string' ? [content] : content.map(textOf)) if (text !== '') tokens += count(text);
  }
  for (const { name, description = '', parameters } of tools) tokens += count(`${name} ${description} ${JSON.stringify(parameters)}`);
  return tokens;
}
