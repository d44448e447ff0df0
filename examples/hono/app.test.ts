import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { serve, type ServerType } from '@hono/node-server';
import { createOpenAICompatible } from '@g4f/provider-openai';
import { createRegistry } from '@g4f/registry';
import { answer, listenWire, neverEnd, speak, status } from '@g4f/testkit/servers';
import { openaiChat } from '@g4f/wires/openai-chat';
import { createApp } from './app.ts';

const upstream = await listenWire(speak(openaiChat), answer(['One', ', two']));
const registry = createRegistry([createOpenAICompatible({ id: 'mine', baseURL: `${upstream.url}/v1`, models: ['small'] })]);
const [server, url] = await new Promise<[ServerType, string]>((resolve) => {
  const started = serve({ fetch: createApp(registry).fetch, port: 0 }, ({ port }) => resolve([started, `http://127.0.0.1:${port}`]));
});
after(async () => {
  server.close();
  await upstream.close();
});

const ask = (init: RequestInit = {}) => fetch(`${url}/ask`, { method: 'POST', body: JSON.stringify({ question: 'Count.' }), ...init });

test('streams the first chunk before the last is there', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  upstream.play(answer(['One', () => promise, ', two']));
  const response = await ask();
  assert.equal(response.headers.get('x-provider'), 'mine');
  const text: string[] = [];
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text.push(chunk);
    resolve(); // only now does upstream say the rest
  }
  assert.deepEqual(text, ['One', ', two']);
});

test('a failure before the answer has its status', async () => {
  upstream.play(status(429));
  const response = await ask();
  assert.equal(response.status, 429);
  assert.equal((await response.json()).error, 'rate-limited');
});

test('a visitor who leaves ends the request upstream', async () => {
  upstream.play(neverEnd(['One']));
  const leave = new AbortController();
  const response = await ask({ signal: leave.signal });
  await response.body?.getReader().read();
  leave.abort();
  const { isComplete } = (await upstream.calls.at(-1)?.closed) ?? {};
  assert.equal(isComplete, false);
});

test('says who is there', async () => {
  assert.deepEqual(await (await fetch(`${url}/who`)).json(), [{ id: 'mine', chosen: true, reasons: [] }]);
});
