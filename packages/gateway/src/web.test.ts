import { answer, neverEnd } from '@g4f/testkit/servers';
import OpenAI from 'openai';
import { expect, test } from 'vitest';
import { kinds, listenKind } from '../test/upstreams.ts';
import { createGateway } from './index.ts';

const messages = [{ role: 'user', content: 'Hi' }] as const;
const url = 'http://localhost/v1/chat/completions';

test('the web handler answers a client that is handed it as its fetch', async () => {
  await using upstream = await listenKind(kinds.openai, answer(['Hel', 'lo']));
  const gateway = createGateway({ providers: [kinds.openai.provide(upstream.url)] });
  const client = new OpenAI({ baseURL: 'http://localhost/v1', apiKey: 'any', maxRetries: 0, fetch: (input, init) => gateway.fetch(new Request(input, init)) });
  const stream = client.chat.completions.stream({ model: 'small', messages: [...messages] });
  expect((await stream.finalChatCompletion()).choices[0]?.message.content).toBe('Hello');
});

test('a reader who leaves, or aborts, ends upstream', async () => {
  await using upstream = await listenKind(kinds.openai, neverEnd(['Hi']));
  const gateway = createGateway({ providers: [kinds.openai.provide(upstream.url)] });
  const body = JSON.stringify({ model: 'small', messages, stream: true });
  const left = await gateway.fetch(new Request(url, { method: 'POST', body }));
  await left.body?.cancel();
  expect(await upstream.calls[0]?.closed).toMatchObject({ isComplete: false });

  const controller = new AbortController();
  const aborted = await gateway.fetch(new Request(url, { method: 'POST', body, signal: controller.signal }));
  controller.abort();
  await aborted.text().catch(() => undefined);
  expect(await upstream.calls[1]?.closed).toMatchObject({ isComplete: false });
});

test('a body over the limit is refused, also where its length is not said', async () => {
  const gateway = createGateway({ maxBody: 100 });
  const stream = new ReadableStream({
    pull(controller) {
      controller.enqueue(new Uint8Array(60));
    },
  });
  const streamed: RequestInit & { readonly duplex: 'half' } = { method: 'POST', body: stream, duplex: 'half' };
  expect((await gateway.fetch(new Request(url, streamed))).status).toBe(413);
  expect((await gateway.fetch(new Request(url, { method: 'POST', body: 'x'.repeat(101) }))).status).toBe(413);
  expect((await gateway.fetch(new Request('https://gateway.example/v1/models'))).status).toBe(403);
});
