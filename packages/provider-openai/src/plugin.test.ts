import { answer, listen, listenWire, speak, type Loopback } from '@g4f/testkit/servers';
import { openaiChat } from '@g4f/wires/openai-chat';
import { json } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { baseURLOf } from './base-url.ts';
import { presets } from './index.ts';
import plugin from './plugin.ts';

/** A port where nobody is: the discard port. */
const nobody = '127.0.0.1:9';
const empty = { OLLAMA_HOST: nobody, LMSTUDIO_BASE_URL: `http://${nobody}/v1`, LLAMA_CPP_BASE_URL: `http://${nobody}/v1`, VLLM_BASE_URL: `http://${nobody}/v1` };

const serve = (list: unknown): Promise<Loopback> => listen((_request, response) => void response.setHeader('content-type', 'application/json').end(JSON.stringify(list)));
const find = async (env: { readonly [name: string]: string }, id: string) => (await plugin({ ...empty, ...env })).find((provider) => provider.id === id);

test('gives every preset, and none works without a key or a server', async () => {
  const providers = await plugin(empty);
  expect(providers.map(({ id }) => id)).toEqual(Object.keys(presets));
  expect(providers.filter(({ working }) => working)).toEqual([]);
});

test('a hosted one works where its key is', async () => {
  const providers = await plugin({ ...empty, GROQ_API_KEY: 'k', MISTRAL_API_KEY: '' });
  expect(providers.filter(({ working }) => working).map(({ id }) => id)).toEqual(['groq']);
});

test('a local one works where its port answers, with the models that it has', async () => {
  await using server = await serve({ data: [{ id: 'qwen3:4b', owned_by: 'library' }, { id: 'nomic-embed-text' }] });
  expect(await find({ OLLAMA_HOST: `127.0.0.1:${server.port}` }, 'ollama')).toMatchObject({ url: `${server.url}/v1`, working: true, needsAuth: false, models: ['qwen3:4b'] });
});

test('of Ollama’s models is known what it says of each, and of one that it says nothing of stays undeclared', async () => {
  const said: { readonly [model: string]: unknown } = { 'qwen3-vl': { capabilities: ['completion', 'vision', 'thinking'] }, bert: { capabilities: ['embedding'] }, old: {} };
  await using server = await listen((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/v1/models') return void response.end(JSON.stringify({ data: Object.keys(said).map((id) => ({ id })) }));
    return void json(request).then((body) => response.end(JSON.stringify(said[(body as { model: string }).model])));
  });
  const ollama = await find({ OLLAMA_HOST: server.url }, 'ollama');
  expect(ollama?.models).toEqual([{ id: 'qwen3-vl', supportsImages: true, supportsTools: false, supportsReasoning: true }, 'old']);
  const messages = [{ role: 'user', content: [{ type: 'image', data: Uint8Array.of(1) }] }] as const;
  await expect(ollama?.createAsync({ model: 'old', messages })).rejects.toMatchObject({ code: 'unsupported' });
});

test('the model that was found answers', async () => {
  await using upstream = await listenWire(speak(openaiChat), ({ call, response }) => {
    if (call.method === 'GET') return void response.setHeader('content-type', 'application/json').end('{"data":[{"id":"v","max_model_len":4096}]}');
    return answer(['ok'])({ request: response.req, response, call, wire: speak(openaiChat), write: async (bytes) => void (await Promise.resolve(response.write(bytes))) });
  });
  const vllm = await find({ VLLM_BASE_URL: `${upstream.url}/v1` }, 'vllm');
  expect(vllm?.models).toEqual([{ id: 'v', contextWindow: 4096 }]);
  expect(await vllm?.createAsync({ messages: [{ role: 'user', content: 'Hi' }] })).toBe('ok');
  expect(JSON.parse(upstream.calls.at(-1)?.body ?? '')).toMatchObject({ model: 'v' });
});

test('a server that says nothing is waited for no longer than a moment, and one that is no model server is none', async () => {
  await using silent = await listen(() => undefined);
  await using page = await listen((_request, response) => void response.end('<!DOCTYPE html><title>Hello</title>'));
  const started = performance.now();
  const providers = await plugin({ ...empty, OLLAMA_HOST: silent.url, LMSTUDIO_BASE_URL: `${page.url}/v1`, VLLM_BASE_URL: `${silent.url}/v1` });
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(providers.filter(({ working }) => working)).toEqual([]);
});

test.each([
  ['', 'http://127.0.0.1:11434/v1'],
  ['0.0.0.0', 'http://127.0.0.1:11434/v1'],
  ['0.0.0.0:99', 'http://127.0.0.1:99/v1'],
  [':99', 'http://127.0.0.1:99/v1'],
  ['box', 'http://box:11434/v1'],
  ['http://box:99/', 'http://box:99/v1'],
  ['https://box/path', 'https://box/path/v1'],
])('OLLAMA_HOST=%s is %s', (host, url) => {
  expect(baseURLOf(presets.ollama, { OLLAMA_HOST: host })).toBe(url);
});
