import type { Message } from '@g4f/core';
import { expect, test } from 'vitest';
import { encodeChatgptDemo, signChatgptDemo } from '../index.ts';

// From unmodified builds of chatgpt-demo.
const vectors = [
  [1696118400, 'Hello', 'undefined', '5a56baa299fb611229e0974e7dd307638b8a2932c37e834ae18e370d426f7c77'],
  [1696118400, 'Hello', '', '25f16c131e4887e044a59915983be9010c2ba8a1056e29bf8d1be4048edfb927'],
  [1696118400, '你好 🌍', 'undefined', 'f7606d2dc7988eb5e40b275f8da24d2c951d3ffa9f85983fde2b65895798a694'],
  [1696118400, '', 'undefined', 'b8939619d115b335293a4d018dae987e02cb419e07267251772c4984fb333780'],
  [1696118400000, 'Hello', 'undefined', '2dd0bdd709b27c588a1ffb3906180ae4c7bbcd8615b3034a305bf27af20600a3'],
] as const;

test.each(vectors)('signs time %s, content %j, secret %j', async (time, content, secret, sign) => {
  expect(await signChatgptDemo({ time, content, secret })).toBe(sign);
  expect(await encodeChatgptDemo({ messages: [{ role: 'user', content }], time, secret })).toEqual({ messages: [{ role: 'user', content }], time, pass: null, sign });
});

test('signs the last message, and sends all of them in order', async () => {
  const messages: Message[] = [
    { role: 'system', content: 'Be short.' },
    { role: 'user', content: 'Hello' },
  ];
  const body = await encodeChatgptDemo({ messages, time: 1696118400, secret: '', pass: 'sesame', temperature: 0 });
  expect(body).toEqual({ messages, time: 1696118400, pass: 'sesame', sign: vectors[1][3], temperature: 0 });
});

test('signs what it sends: text parts joined, no lone surrogate', async () => {
  const content = [
    { type: 'text', text: 'a\ud800' },
    { type: 'reasoning', text: 'hidden' },
    { type: 'text', text: 'b' },
  ] as const;
  const body = await encodeChatgptDemo({ messages: [{ role: 'user', content }], time: 1, secret: 's' });
  expect(body.messages).toEqual([{ role: 'user', content: 'a\ufffdb' }]);
  expect(body.sign).toBe(await signChatgptDemo({ time: 1, content: 'a\ufffdb', secret: 's' }));
});

test.each<[string, Message, string]>([
  ['an image', { role: 'user', content: [{ type: 'image', data: Uint8Array.of(1) }] }, 'unsupported'],
  ['a tool call', { role: 'assistant', content: [{ type: 'tool-call', id: '1', name: 'f', arguments: '{}' }] }, 'unsupported'],
  ['a tool result', { role: 'tool', content: [{ type: 'tool-result', id: '1', content: 'x' }] }, 'unsupported'],
])('refuses %s', async (_, message, code) => {
  await expect(encodeChatgptDemo({ messages: [message], time: 1, secret: '' })).rejects.toMatchObject({ code });
});

test('refuses no messages', async () => {
  await expect(encodeChatgptDemo({ messages: [], time: 1, secret: '' })).rejects.toMatchObject({ code: 'invalid-request' });
});
