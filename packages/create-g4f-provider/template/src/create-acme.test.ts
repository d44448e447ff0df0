import { answer, listenWire, status } from '@g4f/testkit/servers';
import { expect, test } from 'vitest';
import { event, wire } from '../test/acme-upstream.ts';
import { createAcme } from './index.ts';

const messages = [{ role: 'user', content: 'Hi' }] as const;
const stream = (...events: readonly object[]) => status(200, { headers: { 'content-type': 'text/event-stream' }, body: events.map(event).join('') });

test('a call carries its key, its model and its settings', async () => {
  await using upstream = await listenWire(wire, answer(['Hello']));
  const provider = createAcme({ baseURL: `${upstream.url}/`, apiKey: 'key-of-the-provider' });
  await provider.createAsync({ messages, temperature: 0.5, maxTokens: 20 });
  await provider.createAsync({ messages }, { apiKeys: { 'acme': 'key-of-the-call' } });
  expect(upstream.calls.map(({ method, path, headers }) => [method, path, headers.authorization])).toEqual([
    ['POST', '/chat', 'Bearer key-of-the-provider'],
    ['POST', '/chat', 'Bearer key-of-the-call'],
  ]);
  expect(JSON.parse(upstream.calls[0]?.body ?? '')).toEqual({ model: 'acme-1', messages, temperature: 0.5, maxTokens: 20 });
});

test('a call without a key is refused before anything is sent', async () => {
  await using upstream = await listenWire(wire, answer(['Hello']));
  await expect(createAcme({ baseURL: upstream.url }).createAsync({ messages })).rejects.toMatchObject({ code: 'unauthorized', message: expect.stringContaining('ACME_API_KEY') as string });
  expect(upstream.calls).toEqual([]);
});

test.each([
  ['an error', { error: { message: 'too many words' } }, 'too many words'],
  ['no last event', { text: '' }, 'without its last event'],
])('an answer with %s in it is interrupted, after what came', async (_, last, words) => {
  await using upstream = await listenWire(wire, stream({ text: 'Half an ' }, { text: 'answer' }, last));
  const chunks: string[] = [];
  const read = async () => {
    for await (const chunk of createAcme({ baseURL: upstream.url, apiKey: 'key' }).createAsyncGenerator({ messages })) chunks.push(chunk);
  };
  await expect(read()).rejects.toMatchObject({ code: 'interrupted', message: expect.stringContaining(words) as string });
  expect(chunks.join('')).toBe('Half an answer');
});

test('a limit that was met is told', async () => {
  await using upstream = await listenWire(wire, answer(['Hel', { type: 'finish', reason: 'length' }]));
  const parts = await Array.fromAsync(createAcme({ baseURL: upstream.url, apiKey: 'key' }).createPartGenerator({ messages, maxTokens: 1 }));
  expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'length' });
});
