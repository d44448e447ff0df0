import { isProviderError, type ChatRequest, type Part, type RunInit } from '@g4f/core';
import { answer, listen, listenWire, speak, status, type Act, type Loopback } from '@g4f/testkit/servers';
import { openaiChat } from '@g4f/wires/openai-chat';
import { describe, expect, test } from 'vitest';
import { createOpenAICompatible, type OpenAICompatibleOptions } from './index.ts';

const messages = [{ role: 'user', content: 'Hi' }] as const;
const wire = speak(openaiChat);

const provide = ({ url }: { readonly url: string }, options: Partial<OpenAICompatibleOptions> = {}) => createOpenAICompatible({ id: 'mine', baseURL: `${url}/v1`, models: ['small'], ...options });

/** Asks an upstream that behaves so; gives what came, and what it was sent. */
async function ask(act: Act, { options, request, init }: { options?: Partial<OpenAICompatibleOptions>; request?: Partial<ChatRequest>; init?: RunInit } = {}) {
  await using upstream = await listenWire(wire, act);
  const parts: Part[] = [];
  const given = async (): Promise<unknown> => {
    try {
      for await (const part of provide(upstream, options).createPartGenerator({ messages, ...request }, init)) parts.push(part);
      return undefined;
    } catch (error) {
      return error;
    }
  };
  const error = await given();
  const [call] = upstream.calls;
  return { parts, error, call, body: call === undefined ? undefined : (JSON.parse(call.body) as { readonly [field: string]: unknown }) };
}

const events = (...objects: readonly unknown[]): string => objects.map((object) => `data: ${JSON.stringify(object)}\n\n`).join('');
const stream = (...objects: readonly unknown[]): Act => status(200, { headers: { 'content-type': 'text/event-stream' }, body: events(...objects) });

describe('a request', () => {
  test('goes to the address, with key, headers, parameters and fields', async () => {
    const { call, body } = await ask(answer(['ok']), {
      options: { apiKey: 'mine', headers: { 'X-Team': 'a' }, query: { 'api-version': '1' }, extraBody: { top_k: 3, model: 'other' } },
      request: { options: { mine: { extraBody: { top_k: 4 } } } as ChatRequest['options'] },
      init: { apiKeys: { mine: 'of-the-call', other: 'not-this' } },
    });
    expect(call).toMatchObject({ method: 'POST', path: '/v1/chat/completions?api-version=1', headers: { authorization: 'Bearer of-the-call', 'x-team': 'a' } });
    expect(body).toMatchObject({ model: 'other', top_k: 4, stream: true });
  });

  test('without a key has no authorization', async () => {
    const { call } = await ask(answer(['ok']), { options: { apiKey: '' } });
    expect(call?.headers).not.toHaveProperty('authorization');
  });

  test('that needs a key is refused without one, with the cure', async () => {
    const { error, call } = await ask(answer(['ok']), { options: { needsAuth: true, keyVariable: 'MINE_API_KEY' } });
    expect(error).toMatchObject({ code: 'unauthorized', message: 'mine: no key: set MINE_API_KEY in the environment, apiKeys["mine"] of the call, or apiKey where the provider is made' });
    expect(call).toBeUndefined();
  });

  test.each([
    ['http://api.example.com/v1', 'invalid-request'],
    ['http://8.8.8.8/v1', 'invalid-request'],
    ['http://10.0.0.7:9/v1', 'timeout'],
  ])('sends no key in the clear to a stranger: %s is %s', async (baseURL, code) => {
    const provider = createOpenAICompatible({ id: 'mine', baseURL, models: ['small'], apiKey: 'secret-key' });
    const error: unknown = await provider.createAsync({ messages }, { timeout: { connect: 50 }, proxy: '' }).catch((reason: unknown) => reason);
    expect(isProviderError(error) && (code === 'timeout' ? error.code !== 'invalid-request' : error.code === code)).toBe(true);
  });

  test('warns of a setting that the service does not take', async () => {
    const { parts, body } = await ask(answer(['ok']), { options: { settings: ['temperature'] }, request: { temperature: 0.5, seed: 1 } });
    expect(parts[0]).toMatchObject({ type: 'warning', setting: 'seed' });
    expect(body).toMatchObject({ temperature: 0.5 });
  });
});

describe('an answer', () => {
  test('of a server that does not stream is read all the same', async () => {
    const body = JSON.stringify({ model: 'm', choices: [{ message: { content: 'Hi' }, finish_reason: 'stop' }], usage: { prompt_tokens: 1, completion_tokens: 2 } });
    const { parts, error } = await ask(status(200, { headers: { 'content-type': 'application/json; charset=utf-8' }, body }));
    expect(error).toBeUndefined();
    expect(parts.map(({ type }) => type)).toEqual(['text', 'usage', 'finish']);
  });

  test('that is an error with status 200 is that error', async () => {
    const body = JSON.stringify({ error: { message: 'no such model', code: 'model_not_found' } });
    expect((await ask(status(200, { headers: { 'content-type': 'application/json' }, body }))).error).toMatchObject({ code: 'not-found', provider: 'mine' });
  });

  test('that ends without a finish reason is interrupted', async () => {
    const { parts, error } = await ask(stream({ choices: [{ delta: { content: 'Hal' } }] }));
    expect(parts).toEqual([{ type: 'text', text: 'Hal' }]);
    expect(error).toMatchObject({ code: 'interrupted' });
  });

  test('that fails in one network chunk with its content gives the content first', async () => {
    const { parts, error } = await ask(stream({ choices: [{ delta: { content: 'Hal' } }] }, { error: { message: 'gone', code: 500 } }));
    expect(parts).toEqual([{ type: 'text', text: 'Hal' }]);
    expect(error).toMatchObject({ code: 'interrupted', message: 'mine: the service failed in its answer: gone' });
  });

  test('that fails in the stream before content keeps its code, and no key shows', async () => {
    const { error } = await ask(stream({ error: { message: `key secret-key-1 is over its limit ${'x'.repeat(330)}secret-key-1`, code: 'rate_limit_exceeded' } }), { options: { apiKey: 'secret-key-1' } });
    expect(error).toMatchObject({ code: 'rate-limited' });
    expect(String(error)).not.toMatch(/secret-k/);
    expect(String(error).length).toBeLessThan(400);
  });

  test.each([
    [400, "This model's maximum context length is 8192 tokens.", 'too-large'],
    [429, 'You exceeded your current quota, please check your plan.', 'payment-required'],
    [500, 'image input is not supported - hint: if this is unexpected, you may need to provide the mmproj', 'unsupported'],
    [429, 'Rate limit reached for requests', 'rate-limited'],
  ])('%i with %j is %s', async (code, message, expected) => {
    const { error } = await ask(status(code, { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ error: { message } }) }));
    expect(error).toMatchObject({ code: expected, status: code });
    expect(String(error)).toContain(message);
  });
});

describe('the relay', () => {
  test('sends a body as it is, with this key, and gives the bytes back undecoded', async () => {
    const bytes = 'data: {"odd": 1}\n\n: ping\n\ndata: [DONE]\n\n';
    await using upstream = await listenWire(wire, status(200, { headers: { 'content-type': 'text/event-stream', 'x-request-id': 'r' }, body: bytes }));
    const body = { model: 'any', messages, n: 2, odd: [1] };
    const relayed = await provide(upstream, { apiKey: 'mine' }).wires?.['openai-chat']?.(body);
    expect(relayed?.status).toBe(200);
    expect(relayed?.headers.get('x-request-id')).toBe('r');
    const got = await Array.fromAsync(relayed?.body ?? []);
    expect(Buffer.concat(got).toString()).toBe(bytes);
    expect(JSON.parse(upstream.calls[0]?.body ?? '')).toEqual(body);
    expect(upstream.calls[0]).toMatchObject({ path: '/v1/chat/completions', headers: { authorization: 'Bearer mine' } });
  });

  test('gives an error of upstream as it is', async () => {
    await using upstream = await listenWire(wire, status(418, { body: 'teapot' }));
    expect(await provide(upstream).wires?.['openai-chat']?.({ messages })).toMatchObject({ status: 418 });
  });
});

describe('the list of models', () => {
  const serve = (list: unknown): Promise<Loopback> => listen((request, response) => void response.writeHead(request.url === '/v1/models' ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(list)));

  test.each<[string, unknown, unknown]>([
    ['OpenAI', { object: 'list', data: [{ id: 'gpt-4.1', object: 'model' }, { id: 'text-embedding-3-small' }, { id: 'whisper-1' }, { id: 'dall-e-3' }, { id: 'gpt-4o-realtime' }] }, ['gpt-4.1']],
    [
      'OpenRouter',
      { data: [{ id: 'a/b', context_length: 9, architecture: { input_modalities: ['text', 'image'] }, supported_parameters: ['tools', 'reasoning'] }] },
      [{ id: 'a/b', contextWindow: 9, supportsImages: true, supportsFiles: false, supportsTools: true, supportsStructuredOutput: false, supportsReasoning: true }],
    ],
    ['Groq', { data: [{ id: 'llama', context_window: 8_192 }] }, [{ id: 'llama', contextWindow: 8_192 }]],
    [
      'Mistral',
      { data: [{ id: 'm', max_context_length: 5, capabilities: { completion_chat: true, function_calling: true, vision: false } }, { id: 'e', capabilities: { completion_chat: false } }] },
      [{ id: 'm', contextWindow: 5, supportsImages: false, supportsTools: true }],
    ],
    ['Together', [{ id: 't', type: 'chat', context_length: 7 }, { id: 'flux', type: 'image' }], [{ id: 't', contextWindow: 7 }]],
    ['vLLM', { data: [{ id: 'v', max_model_len: 6, owned_by: 'vllm' }] }, [{ id: 'v', contextWindow: 6 }]],
    ['llama.cpp', { models: [{ name: 'l', model: 'l', capabilities: ['completion'] }], data: [{ id: 'l', meta: { n_ctx_train: 4 } }] }, [{ id: 'l', contextWindow: 4, supportsImages: false }]],
    ['llama.cpp with eyes', { models: [{ name: 'l', capabilities: ['completion', 'multimodal'] }], data: [{ id: 'l' }] }, [{ id: 'l', supportsImages: true }]],
    ['GitHub', [{ id: 'openai/gpt-4.1', limits: { max_input_tokens: 8 }, supported_input_modalities: ['text', 'image'], capabilities: ['tool-calling'] }], [{ id: 'openai/gpt-4.1', contextWindow: 8, supportsImages: true, supportsTools: true, supportsReasoning: false }]],
  ])('of %s is read', async (_service, list, models) => {
    await using server = await serve(list);
    expect(await provide(server).listModels?.()).toEqual(models);
  });

  test('that is none is upstream’s failure', async () => {
    await using server = await serve({ data: 'many' });
    await expect(provide(server).listModels?.()).rejects.toMatchObject({ code: 'upstream', provider: 'mine' });
  });
});
