import type { ChatRequest, Flag } from '@g4f/core';
import type { Reply } from '@g4f/registry/routes';
import { redSquare, wordInPdf } from './samples.ts';

/** A word that no answer holds by chance. */
const word = 'pelican';

/** One flag, the smallest request that needs it, and what of an answer shows that it was heeded. */
export interface Claim {
  readonly flag: Flag;
  readonly request: ChatRequest;
  readonly isShown: (reply: Reply) => boolean;
}

const says = (wanted: string) => ({ text }: Reply): boolean => text.toLowerCase().includes(wanted);

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'colour' in value;
  } catch {
    return false;
  }
}

const colour = { type: 'object', properties: { colour: { type: 'string' } }, required: ['colour'], additionalProperties: false };

/** The flags that a request can show. The others are words about a provider, not about an answer. */
export const claims: readonly Claim[] = [
  {
    flag: 'supportsSystemMessage',
    request: { messages: [{ role: 'system', content: `Whatever you are asked, answer with the one word ${word}.` }, { role: 'user', content: 'What is your name?' }] },
    isShown: says(word),
  },
  {
    flag: 'supportsMessageHistory',
    request: { messages: [{ role: 'user', content: `Remember the word ${word}.` }, { role: 'assistant', content: 'I shall.' }, { role: 'user', content: 'Which word was it? Say only that.' }] },
    isShown: says(word),
  },
  {
    flag: 'supportsTools',
    request: {
      messages: [{ role: 'user', content: 'What is the weather in Paris? Call the tool get_weather to find out.' }],
      tools: [{ name: 'get_weather', description: 'The weather in a city.', parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } }],
    },
    isShown: ({ types }) => types.has('tool-call'),
  },
  {
    flag: 'supportsStructuredOutput',
    request: { messages: [{ role: 'user', content: 'Which colour has the sky by day? Answer as JSON: {"colour": …}' }], responseFormat: { type: 'json', name: 'sky', schema: colour } },
    isShown: ({ text }) => isObject(text),
  },
  {
    flag: 'supportsImages',
    request: { messages: [{ role: 'user', content: [{ type: 'image', data: redSquare, mediaType: 'image/png' }, { type: 'text', text: 'Which colour is this square? One word.' }] }] },
    isShown: says('red'),
  },
  {
    flag: 'supportsFiles',
    request: { messages: [{ role: 'user', content: [{ type: 'file', data: wordInPdf(word), mediaType: 'application/pdf', name: 'word.pdf' }, { type: 'text', text: 'Which word is in this file? Say only that.' }] }] },
    isShown: says(word),
  },
  {
    flag: 'supportsReasoning',
    request: { messages: [{ role: 'user', content: 'Is 91 a prime number? Think, then answer yes or no.' }], reasoningEffort: 'low' },
    isShown: ({ types }) => types.has('reasoning'),
  },
];
