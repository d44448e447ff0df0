import type { Flag } from './flags.ts';
import type { ContentPart } from './message.ts';
import type { ChatRequest } from './request.ts';

function hasPart(request: ChatRequest, ...types: readonly ContentPart['type'][]): boolean {
  return request.messages.some(({ content }) => typeof content === 'object' && content.some(({ type }) => types.includes(type)));
}

function hasHistory({ messages }: ChatRequest): boolean {
  let turns = 0;
  for (const { role } of messages) if (role === 'assistant' || (role === 'user' && ++turns > 1)) return true;
  return false;
}

function hasTools(request: ChatRequest): boolean {
  return (request.tools?.length ?? 0) > 0 || request.messages.some(({ role }) => role === 'tool') || hasPart(request, 'tool-call', 'tool-result');
}

/** One thing that a request asks of a provider. */
export interface Need {
  readonly flag: Flag;
  /** In words, for an error. */
  readonly what: string;
}

/** What in a request asks for which flag. */
const needs: readonly (readonly [need: Need, isIn: (request: ChatRequest) => boolean])[] = [
  [{ flag: 'supportsMessageHistory', what: 'more than one turn' }, hasHistory],
  [{ flag: 'supportsSystemMessage', what: 'a system message' }, ({ messages }) => messages.some(({ role }) => role === 'system')],
  [{ flag: 'supportsImages', what: 'an image' }, (request) => hasPart(request, 'image')],
  [{ flag: 'supportsFiles', what: 'a file' }, (request) => hasPart(request, 'file')],
  [{ flag: 'supportsTools', what: 'tools' }, hasTools],
  [{ flag: 'supportsStructuredOutput', what: 'a response format' }, ({ responseFormat }) => responseFormat !== undefined],
];

/**
 * What a request asks of whoever answers it, read off the request.
 *
 * @example
 * needsOf({ messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: 'Hi' }] }); // supportsSystemMessage
 */
export function needsOf(request: ChatRequest): readonly Need[] {
  const found: Need[] = [];
  for (const [need, isIn] of needs) if (isIn(request)) found.push(need);
  return found;
}
