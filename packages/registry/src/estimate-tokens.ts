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
 * Tokens in a text, on the low side, whatever the model: a text that does not fit by this count does not fit.
 *
 * @example
 * estimateTokens('An estimate that errs on the low side.'); // 7
 */
export function estimateTokens(text: string): number {
  let ideographs = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= firstIdeograph) ideographs++;
  return Math.ceil((text.length - ideographs) / charactersPerToken + ideographs / ideographsPerToken);
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
