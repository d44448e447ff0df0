import { isProviderError, modelId, type ChatRequest, type Flag, type Model } from '@g4f/core';
import { answer, listenWire, speak } from '@g4f/testkit/servers';
import { openaiChat } from '@g4f/wires/openai-chat';
import { describe, expect, test } from 'vitest';
import { createOpenAI, createPreset, presets, type PresetId } from './index.ts';

const hi: ChatRequest['messages'] = [{ role: 'user', content: 'Hi' }];
const ids = Object.keys(presets) as PresetId[];
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);

/** A request that needs a flag, and what upstream must be told. */
const needs: readonly (readonly [Flag, Partial<ChatRequest>, string])[] = [
  ['supportsImages', { messages: [{ role: 'user', content: [{ type: 'image', data: png }] }] }, '"image_url"'],
  ['supportsFiles', { messages: [{ role: 'user', content: [{ type: 'file', data: png, mediaType: 'application/pdf' }] }] }, '"file_data"'],
  ['supportsTools', { tools: [{ name: 'clock', parameters: { type: 'object' } }] }, '"clock"'],
  ['supportsStructuredOutput', { responseFormat: { type: 'json', schema: { type: 'object' } } }, '"json_schema"'],
  ['supportsMessageHistory', { messages: [...hi, { role: 'assistant', content: 'earlier' }, ...hi] }, '"earlier"'],
  ['supportsSystemMessage', { messages: [{ role: 'system', content: 'be brief' }, ...hi] }, '"be brief"'],
];
const flagOf = (model: Model, flag: Flag): boolean | undefined => (typeof model === 'object' ? model[flag] : undefined);

describe.each(ids)('%s', (id) => {
  test('carries what each model claims, and refuses what it does not', async () => {
    await using upstream = await listenWire(speak(openaiChat), answer([{ type: 'reasoning', text: 'hm' }, 'ok']));
    const provider = createPreset(id, { baseURL: `${upstream.url}/v1`, apiKey: 'key' });
    for (const model of provider.models) {
      for (const [flag, request, words] of needs) {
        const claims = (flagOf(model, flag) ?? provider[flag]) === true;
        const before = upstream.calls.length;
        const outcome: unknown = await provider.createAsync({ messages: hi, model: modelId(model), ...request }).catch((error: unknown) => error);
        if (claims) expect(upstream.calls.at(-1)?.body).toContain(words);
        else expect(isProviderError(outcome) && outcome.code).toBe('unsupported');
        expect(upstream.calls.length - before).toBe(claims ? 1 : 0);
      }
    }
    const parts = await Array.fromAsync(provider.createPartGenerator({ messages: hi }));
    if (provider.supportsReasoning) expect(parts[0]).toEqual({ type: 'reasoning', text: 'hm' });
  });

  test('is plain data, needs its key where it is hosted, and works only with one', async () => {
    const { keyVariable, baseURL } = presets[id];
    expect(JSON.parse(JSON.stringify(presets[id]))).toEqual(presets[id]);
    const isLocal = 'isLocal' in presets[id];
    const bare = createPreset(id, { env: {} });
    expect(bare).toMatchObject({ id, url: baseURL, working: isLocal, needsAuth: !isLocal, models: presets[id].models });
    expect(createPreset(id, { env: { [keyVariable]: 'k' } }).working).toBe(true);
    if (!isLocal) await expect(bare.createAsync({ messages: hi })).rejects.toMatchObject({ code: 'unauthorized', message: expect.stringContaining(keyVariable) as string });
  });
});

/** What a preset sends. */
async function sent(id: PresetId, request: Partial<ChatRequest>): Promise<{ readonly [field: string]: unknown }> {
  await using upstream = await listenWire(speak(openaiChat), answer(['ok']));
  await createPreset(id, { baseURL: upstream.url, apiKey: 'key' }).createAsync({ messages: hi, ...request });
  return JSON.parse(upstream.calls[0]?.body ?? '') as { readonly [field: string]: unknown };
}

describe('quirks', () => {
  const tools = [{ name: 'clock', parameters: { type: 'object' } }];

  test('of OpenAI: the longer name for the limit, no stop words', async () => {
    const body = await sent('openai', { maxTokens: 9, stop: ['x'] });
    expect(body).toMatchObject({ max_completion_tokens: 9, stream_options: { include_usage: true } });
    expect(body).not.toHaveProperty('stop');
  });

  test('of Mistral: its own names, short ids, and no stream_options', async () => {
    const turn: ChatRequest['messages'] = [...hi, { role: 'assistant', content: [{ type: 'tool-call', id: 'call_1', name: 'clock', arguments: '{}' }] }, { role: 'tool', content: [{ type: 'tool-result', id: 'call_1', content: 'noon' }] }];
    const body = await sent('mistral', { seed: 3, maxTokens: 9, tools, toolChoice: 'required', messages: turn });
    expect(body).toMatchObject({ random_seed: 3, max_tokens: 9, tool_choice: 'any' });
    for (const field of ['seed', 'stream_options']) expect(body).not.toHaveProperty(field);
    expect(JSON.stringify(body)).not.toContain('call_1');
  });

  test('of DeepSeek and Groq: reasoning goes back in the field that they know', async () => {
    for (const [id, field] of [['deepseek', 'reasoning_content'], ['groq', 'reasoning']] as const) {
      const said = { role: 'assistant', content: [{ type: 'reasoning', text: 'hm', metadata: { [id]: { own: true } } }, { type: 'tool-call', id: 'a', name: 'clock', arguments: '{}' }] } as const;
      expect(await sent(id, { messages: [...hi, said, { role: 'tool', content: [{ type: 'tool-result', id: 'a', content: 'noon' }] }] })).toMatchObject({ messages: [{}, { [field]: 'hm' }, {}] });
    }
    expect(await sent('deepseek', { messages: [...hi, { role: 'assistant', content: 'b' }, ...hi] })).toMatchObject({ messages: [{}, { reasoning_content: '' }, {}] });
  });

  test('of LM Studio: any JSON is a schema', async () => {
    expect(await sent('lmstudio', { responseFormat: { type: 'json' } })).toMatchObject({ response_format: { type: 'json_schema' } });
  });

  test('of OpenRouter: an alias, and files by their address', async () => {
    expect(await sent('openrouter', { model: 'gpt-3.5-turbo' })).toMatchObject({ model: 'openai/gpt-3.5-turbo' });
    const file = { type: 'file', data: new URL('https://example.com/a.pdf'), mediaType: 'application/pdf' } as const;
    expect(JSON.stringify(await sent('openrouter', { messages: [{ role: 'user', content: [file] }] }))).toContain('https://example.com/a.pdf');
  });
});

describe('OpenAI', () => {
  test('answers as gpt-3.5-turbo', () => {
    const openai = createOpenAI({ env: {} });
    openai.supportsGpt35Turbo satisfies true;
    expect(openai).toMatchObject({ id: 'openai', supportsGpt35Turbo: true, working: false });
    expect(openai.models.map(modelId)).toContain('gpt-3.5-turbo');
  });

  test('is where OPENAI_BASE_URL says, with key, organization and project of the environment', async () => {
    await using upstream = await listenWire(speak(openaiChat), answer(['ok']));
    const env = { OPENAI_BASE_URL: `${upstream.url}/custom/`, OPENAI_API_KEY: 'sk-1', OPENAI_ORG_ID: 'org', OPENAI_PROJECT_ID: 'proj' };
    expect(await createOpenAI({ env }).createAsync({ messages: hi })).toBe('ok');
    expect(upstream.calls[0]).toMatchObject({ path: '/custom/chat/completions', headers: { authorization: 'Bearer sk-1', 'openai-organization': 'org', 'openai-project': 'proj' } });
  });
});

test('a key of the environment goes to no address of the options', async () => {
  await using upstream = await listenWire(speak(openaiChat), answer(['ok']));
  const provider = createPreset('groq', { baseURL: upstream.url, env: { GROQ_API_KEY: 'gsk-1' } });
  await expect(provider.createAsync({ messages: hi })).rejects.toMatchObject({ code: 'unauthorized' });
  expect(upstream.calls).toEqual([]);
});

test('a name that is no preset is told so, and an address that is none', () => {
  expect(() => createPreset('grok' as PresetId)).toThrow('the presets are openai, openrouter');
  expect(() => createOpenAI({ env: { OPENAI_BASE_URL: 'nowhere' } })).toThrow('OPENAI_BASE_URL must be an http: or https: address');
});

test('Responses are offered for relay at the address that is known to answer them, or where one says so', () => {
  const wiresOf = (options: Parameters<typeof createOpenAI>[0]): readonly string[] => Object.keys(createOpenAI({ apiKey: 'key', env: {}, ...options }).wires ?? {});
  expect(wiresOf({})).toEqual(['openai-chat', 'openai-responses']);
  expect(wiresOf({ baseURL: 'https://proxy.example/v1' })).toEqual(['openai-chat']);
  expect(wiresOf({ env: { OPENAI_BASE_URL: 'https://proxy.example/v1' } })).toEqual(['openai-chat']);
  expect(wiresOf({ baseURL: 'https://proxy.example/v1', responses: 'relay' })).toEqual(['openai-chat', 'openai-responses']);
  expect(wiresOf({ responses: 'always' })).toEqual(['openai-responses']);
  expect(Object.keys(createPreset('groq', { apiKey: 'key', env: {} }).wires ?? {})).toEqual(['openai-chat']);
});
