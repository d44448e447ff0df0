import { expect, test } from 'vitest';
import { needsOf, type ChatRequest, type ContentPart, type Message } from './index.ts';

const user: Message = { role: 'user', content: 'Hi' };
const withPart = (part: ContentPart): ChatRequest => ({ messages: [{ role: 'user', content: [{ type: 'text', text: 'Look' }, part] }] });
const call: ContentPart = { type: 'tool-call', id: '1', name: 'f', arguments: '{}' };
const result: ContentPart = { type: 'tool-result', id: '1', content: 'ok' };

test.each<[string, ChatRequest, readonly string[]]>([
  ['one turn', { messages: [user] }, []],
  ['an answer that is to go on', { messages: [user, { role: 'assistant', content: 'Well' }] }, ['supportsMessageHistory']],
  ['an answer alone', { messages: [{ role: 'assistant', content: 'Well' }] }, ['supportsMessageHistory']],
  ['a system message beside others', { messages: [{ role: 'system', content: 'Be brief.' }, user] }, ['supportsSystemMessage']],
  ['an image beside a text', withPart({ type: 'image', data: new Uint8Array([1]) }), ['supportsImages']],
  ['a file beside a text', withPart({ type: 'file', data: new Uint8Array([1]), mediaType: 'application/pdf' }), ['supportsFiles']],
  ['a file in one of many turns', { messages: [user, ...withPart({ type: 'file', mediaType: 'application/pdf' }).messages] }, ['supportsMessageHistory', 'supportsFiles']],
  ['tools', { messages: [user], tools: [{ name: 'f', parameters: {} }] }, ['supportsTools']],
  ['no tools', { messages: [user], tools: [] }, []],
  ['the turn of a tool', { messages: [user, { role: 'tool', content: [result] }] }, ['supportsTools']],
  ['the turn of a tool, as text', { messages: [user, { role: 'tool', content: 'ok' }] }, ['supportsTools']],
  ['a call', withPart(call), ['supportsTools']],
  ['a result', withPart(result), ['supportsTools']],
  ['a format', { messages: [user], responseFormat: { type: 'json' } }, ['supportsStructuredOutput']],
])('%s asks for what carries it, and for nothing else', (_, request, flags) => {
  expect(needsOf(request).map(({ flag }) => flag)).toEqual(flags);
});
