import type { Flag } from './flags.ts';
import type { ContentPart } from './message.ts';
import type { ChatRequest } from './request.ts';

function hasPart(request: ChatRequest, ...types: readonly ContentPart['type'][]): boolean {
  return request.messages.some(({ content }) => typeof content === 'object' && content.some(({ type }) => types.includes(type)));
}

/** What in a request asks for which flag. */
const needs: readonly { readonly flag: Flag; readonly what: string; readonly isIn: (request: ChatRequest) => boolean }[] = [
  {
    flag: 'supportsMessageHistory',
    what: 'more than one turn',
    isIn: ({ messages }) => messages.filter(({ role }) => role === 'user').length > 1 || messages.some(({ role }) => role === 'assistant'),
  },
  { flag: 'supportsSystemMessage', what: 'a system message', isIn: ({ messages }) => messages.some(({ role }) => role === 'system') },
  { flag: 'supportsImages', what: 'an image', isIn: (request) => hasPart(request, 'image') },
  { flag: 'supportsFiles', what: 'a file', isIn: (request) => hasPart(request, 'file') },
  {
    flag: 'supportsTools',
    what: 'tools',
    isIn: (request) =>
      (request.tools?.length ?? 0) > 0 || request.messages.some(({ role }) => role === 'tool') || hasPart(request, 'tool-call', 'tool-result'),
  },
  { flag: 'supportsStructuredOutput', what: 'a response format', isIn: ({ responseFormat }) => responseFormat !== undefined },
];

/** One thing that a request asks of a provider. */
export interface Need {
  readonly flag: Flag;
  /** In words, for an error. */
  readonly what: string;
}

/**
 * What a request asks of whoever answers it, read off the request.
 *
 * @example
 * needsOf({ messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: 'Hi' }] }); // supportsSystemMessage
 */
export function needsOf(request: ChatRequest): readonly Need[] {
  return needs.filter(({ isIn }) => isIn(request)).map(({ flag, what }) => ({ flag, what }));
}
