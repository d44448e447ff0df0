import type { ChatRequest, Part } from '@g4f/core';
import { answer, listenWire, speak, status, type Act, type Upstream } from '@g4f/testkit/servers';
import { anthropicMessages, type AnthropicMessagesOptions } from '@g4f/wires/anthropic-messages';
import { expect, test } from 'vitest';
import { createAnthropic, type AnthropicOptions } from './index.ts';

const listen = (act: Act = answer(['ok'])): Promise<Upstream> => listenWire(speak(anthropicMessages), act);
const messages = [{ role: 'user', content: 'Hi' }] as const;

/** Asks an upstream, and gives the parts with what it was asked. */
async function ask(request: Partial<ChatRequest> = {}, { act, options = {} }: { act?: Act; options?: AnthropicOptions } = {}) {
  await using upstream = await listen(act);
  const provider = createAnthropic({ baseURL: upstream.url, apiKey: 'key', ...options });
  const parts: Part[] = await Array.fromAsync(provider.createPartGenerator({ messages, ...request }));
  const [call] = upstream.calls;
  return { parts, headers: call?.headers, body: JSON.parse(call?.body ?? '') as { readonly [key: string]: unknown } };
}

test('asks the default model for all that it can write', async () => {
  const { body } = await ask();
  expect(body).toEqual({ model: 'claude-sonnet-5-5', max_tokens: 128_000, messages: [{ role: 'user', content: 'Hi' }], stream: true });
});

test('sends the options of a request, and takes part in betas', async () => {
  const anthropic: AnthropicMessagesOptions = { thinking: { type: 'adaptive' }, effort: 'max', cacheControl: '1h', userId: 'u-1', betas: ['b', 'a'] };
  const options: object = { anthropic };
  const { body, headers } = await ask({ options }, { options: { betas: ['a'], version: '2030-01-01' } });
  expect(headers).toMatchObject({ 'anthropic-beta': 'a,b', 'anthropic-version': '2030-01-01' });
  expect(body).toMatchObject({ thinking: { type: 'adaptive' }, output_config: { effort: 'max' }, cache_control: { type: 'ephemeral', ttl: '1h' }, metadata: { user_id: 'u-1' } });
});

test('says which settings a model does not take', async () => {
  const { parts, body } = await ask({ temperature: 0.2, seed: 1, model: 'claude-opus-5-5' });
  expect(parts.filter(({ type }) => type === 'warning')).toMatchObject([{ setting: 'seed' }, { setting: 'temperature' }]);
  expect(body).not.toHaveProperty('temperature');
});

test('gives reasoning with its signature, usage, and the model that answered', async () => {
  const { parts } = await ask({}, {
    act: answer([
      { type: 'usage', usage: { inputTokens: 20, cachedInputTokens: 15 }, provenance: 'reported' },
      { type: 'reasoning', text: 'So.', metadata: { anthropic: { signature: 'c2ln' } } },
      'Yes.',
      { type: 'usage', usage: { inputTokens: 20, cachedInputTokens: 15, outputTokens: 3 }, provenance: 'reported' },
    ]),
  });
  expect(parts).toEqual([
    { type: 'usage', usage: { inputTokens: 20, cachedInputTokens: 15 }, provenance: 'reported' },
    { type: 'reasoning', text: 'So.' },
    { type: 'reasoning', text: '', metadata: { anthropic: { signature: 'c2ln' } } },
    { type: 'text', text: 'Yes.' },
    { type: 'usage', usage: { inputTokens: 20, cachedInputTokens: 15, outputTokens: 3 }, provenance: 'reported' },
    { type: 'finish', reason: 'stop', raw: 'end_turn', model: 'loopback' },
  ]);
});

const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;
const overloaded = event({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } });

test('an overload in the stream may be tried again before content, and is final after it', async () => {
  const speakRaw = (...pieces: string[]): Act => async ({ response, write }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const piece of pieces) await write(piece);
    response.end();
  };
  await expect(ask({}, { act: speakRaw(overloaded) })).rejects.toMatchObject({ code: 'upstream', retryable: true, message: expect.stringContaining('overloaded_error: Overloaded') as string });
  const text = event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'Half' } });
  await expect(ask({}, { act: speakRaw(text, overloaded) })).rejects.toMatchObject({ code: 'interrupted' });
});

test('an overload before the stream is told by its status', async () => {
  const act = status(529, { headers: { 'content-type': 'application/json', 'retry-after': '3' }, body: '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}' });
  await expect(ask({}, { act })).rejects.toMatchObject({ code: 'upstream', status: 529, retryable: true, retryAfter: 3_000 });
});

test('a prompt that is too long is told from a malformed one by its words, so that another provider is asked', async () => {
  const refuse = (message: string): Act => status(400, { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ type: 'error', error: { type: 'invalid_request_error', message } }) });
  await expect(ask({}, { act: refuse('prompt is too long: 210000 tokens > 200000 maximum') })).rejects.toMatchObject({ code: 'too-large', status: 400, provider: 'anthropic' });
  await expect(ask({}, { act: refuse('Your credit balance is too low to access the Anthropic API.') })).rejects.toMatchObject({ code: 'payment-required' });
  await expect(ask({}, { act: refuse('max_tokens: must be at least 1') })).rejects.toMatchObject({ code: 'invalid-request' });
});

test('an error in the same chunk as text is told at once, though the service says nothing more', async () => {
  const act: Act = async ({ response, write }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    await write(event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'Half' } }) + overloaded);
  };
  await expect(ask({}, { act })).rejects.toMatchObject({ code: 'interrupted' });
});

test('another service has an id, models and options of its own', async () => {
  await using upstream = await listen();
  const mine = createAnthropic({ id: 'mine', baseURL: upstream.url, apiKey: 'key', models: ['small'] });
  mine.id satisfies 'mine';
  const options: object = { mine: { effort: 'low' }, anthropic: { effort: 'max' } };
  await mine.createAsync({ messages, options });
  expect(JSON.parse(upstream.calls[0]?.body ?? '')).toMatchObject({ model: 'small', max_tokens: 4_096, output_config: { effort: 'low' } });
});

test.each([
  [{ 'X-Api-Key': 'key-of-header', 'x-team': 'a' }, undefined, { 'x-api-key': 'key-of-header', 'x-team': 'a' }],
  [{ 'X-Api-Key': 'key-of-header' }, 'key-of-call', { 'x-api-key': 'key-of-call' }],
  [{ authorization: 'Basic abc' }, undefined, { authorization: 'Basic abc' }],
  [{ 'x-team': 'a' }, 'key-of-call', { authorization: 'Bearer key-of-call', 'x-team': 'a' }],
])('takes headers of its own, and a key where the service wants it: %j, %j', async (headers, key, sent) => {
  await using upstream = await listen();
  const mine = createAnthropic({ id: 'mine', baseURL: upstream.url, headers });
  expect(await mine.createAsync({ messages }, { apiKeys: key === undefined ? {} : { mine: key } })).toBe('ok');
  expect(upstream.calls[0]?.headers).toMatchObject(sent);
  if (!('authorization' in sent)) expect(upstream.calls[0]?.headers).not.toHaveProperty('authorization');
  expect(mine.working).toBe(!('x-team' in headers) || 'X-Api-Key' in headers);
});

test('a key in a header never shows in an error', async () => {
  await using upstream = await listen(status(401, { body: 'no such key: key-of-header' }));
  const error: unknown = await createAnthropic({ baseURL: upstream.url, headers: { 'x-api-key': 'key-of-header' } }).createAsync({ messages }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'unauthorized' });
  expect(String(error)).not.toContain('key-of-header');
});

test('an answer in one piece is read too, and so is an error in one', async () => {
  const json = (body: object): Act => status(200, { headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) });
  const message = { type: 'message', model: 'm', content: [{ type: 'text', text: 'Hi' }], stop_reason: 'end_turn', usage: { input_tokens: 1, output_tokens: 2 } };
  expect((await ask({}, { act: json(message) })).parts.map(({ type }) => type)).toEqual(['text', 'usage', 'finish']);
  await expect(ask({}, { act: json({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }) })).rejects.toMatchObject({ code: 'upstream' });
});

test('lists the models of every page, with what is known of them', async () => {
  const small = { type: 'model', id: 'small', max_input_tokens: 200_000, capabilities: { image_input: { supported: false }, thinking: { supported: true } } };
  await using upstream = await listen(({ response, call }) => {
    const isFirst = !call.path.includes('after_id=small');
    response.end(JSON.stringify(isFirst ? { data: [small, null], has_more: true, last_id: 'small' } : { data: [{ type: 'model', id: 'large', max_input_tokens: null, capabilities: null }], has_more: false, last_id: 'large' }));
  });
  const provider = createAnthropic({ baseURL: upstream.url, apiKey: 'key' });
  expect(await provider.listModels?.()).toEqual([{ id: 'small', contextWindow: 200_000, supportsImages: false, supportsReasoning: true }, { id: 'large' }]);
  expect(upstream.calls.map(({ path }) => path)).toEqual(['/v1/models?limit=1000', '/v1/models?limit=1000&after_id=small']);
});

test('a server that names the same page again is not asked for ever', async () => {
  await using upstream = await listen(({ response }) => void response.end('{"data":[{"id":"a"}],"has_more":true,"last_id":"a"}'));
  expect(await createAnthropic({ baseURL: upstream.url, apiKey: 'key' }).listModels?.()).toEqual([{ id: 'a' }, { id: 'a' }]);
  expect(upstream.calls).toHaveLength(2);
});

test('what is no list of models is a failure', async () => {
  await using upstream = await listen(({ response }) => void response.end('{"models":[]}'));
  await expect(createAnthropic({ baseURL: upstream.url, apiKey: 'key' }).listModels?.()).rejects.toMatchObject({ code: 'upstream' });
});
