import { assistantMessage, type ChatRequest, type Message, type RunInit } from '@g4f/core';
import { describe, expect, test } from 'vitest';
import { finish, scriptedModel, type Script } from '../test/scripted-model.ts';
import { fromLanguageModel, fromProvider, type LanguageModelOptions } from './index.ts';

const everything = { supportsTools: true, supportsImages: true, supportsFiles: true, supportsStructuredOutput: true, supportsReasoning: true } as const;
const hello = [{ type: 'text-delta', id: '0', delta: 'Hello' }];
const user = (...content: Exclude<Message['content'], string>): Message => ({ role: 'user', content });

/** What the model was asked. */
async function asked(request: Partial<ChatRequest>, script: Script = {}, options: LanguageModelOptions = {}, init: RunInit = {}) {
  const model = scriptedModel([...hello, script.version === 'v2' ? finish.v2 : finish.v3], script);
  const parts = await Array.fromAsync(
    fromLanguageModel(model, { id: 'acme', flags: everything, ...options }).createPartGenerator({ messages: [{ role: 'user', content: 'Hi' }], ...request }, init),
  );
  return { call: model.calls[0] ?? {}, parts };
}

describe('a request', () => {
  test('carries all settings, tools, the format and the options of its provider', async () => {
    const schema = { type: 'object', properties: {} };
    const options: object = { acme: { openai: { user: 'ada' } }, other: { secret: true } };
    const { call, parts } = await asked({
      temperature: 0.2,
      topP: 0.9,
      maxTokens: 50,
      seed: 7,
      reasoningEffort: 'low',
      stop: ['END'],
      tools: [{ name: 'clock', description: 'Tells the time', parameters: schema }],
      toolChoice: { name: 'clock' },
      responseFormat: { type: 'json', schema, name: 'answer' },
      options,
    });
    const { prompt, abortSignal, ...settings } = call;
    expect(prompt).toEqual([{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }]);
    expect(abortSignal).toBeInstanceOf(AbortSignal);
    expect(settings).toEqual({
      temperature: 0.2,
      topP: 0.9,
      maxOutputTokens: 50,
      seed: 7,
      reasoning: 'low',
      stopSequences: ['END'],
      tools: [{ type: 'function', name: 'clock', description: 'Tells the time', inputSchema: schema }],
      toolChoice: { type: 'tool', toolName: 'clock' },
      responseFormat: { type: 'json', schema, name: 'answer' },
      providerOptions: { openai: { user: 'ada' } },
    });
    expect(parts.some(({ type }) => type === 'warning')).toBe(false);
  });

  test.each(['v2', 'v3'] as const)('says with a warning that %s has no word for the effort', async (version) => {
    const { call, parts } = await asked({ reasoningEffort: 'high' }, { version });
    expect(call).not.toHaveProperty('reasoning');
    expect(parts[0]).toMatchObject({ type: 'warning', setting: 'reasoningEffort' });
  });

  test.each(['v2', 'v3', 'v4'] as const)('hands files to %s in its own shape', async (version) => {
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);
    const address = new URL('https://acme.example/a.pdf');
    const { call } = await asked(
      {
        messages: [
          user(
            { type: 'image', data: png },
            { type: 'image', data: new URL('data:image/gif;base64,R0lG') },
            { type: 'file', data: address, mediaType: 'application/pdf', name: 'a.pdf', metadata: { acme: { anthropic: { citations: { enabled: true } } } } },
          ),
        ],
      },
      { version, supportedUrls: Promise.resolve({ 'application/*': [/^https:\/\/acme\.example\//] }) },
    );
    const isTagged = version === 'v4';
    expect(call['prompt']).toMatchObject([
      {
        role: 'user',
        content: [
          { type: 'file', mediaType: 'image/png', data: isTagged ? { type: 'data', data: png } : png },
          { type: 'file', mediaType: 'image/gif', data: isTagged ? { type: 'data', data: Uint8Array.of(0x47, 0x49, 0x46) } : Uint8Array.of(0x47, 0x49, 0x46) },
          {
            type: 'file',
            mediaType: 'application/pdf',
            filename: 'a.pdf',
            data: isTagged ? { type: 'url', url: address } : address,
            providerOptions: { anthropic: { citations: { enabled: true } } },
          },
        ],
      },
    ]);
  });

  test('names a file that the service has by the id that it gave, and refuses another’s', async () => {
    const file = (id: string) => ({ messages: [user({ type: 'file', mediaType: 'application/pdf', metadata: { [id]: { fileId: 'file-1' } } })] });
    const { call } = await asked(file('acme'), { provider: 'openai.responses' });
    expect(call['prompt']).toMatchObject([{ content: [{ data: { type: 'reference', reference: { openai: 'file-1' } } }] }]);
    const both = { messages: [user({ type: 'file', data: Uint8Array.of(1), mediaType: 'application/pdf', metadata: { acme: { fileId: { openai: 'file-1' } } } })] };
    expect((await asked(both)).call['prompt']).toMatchObject([{ content: [{ data: { reference: { openai: 'file-1' } } }] }]);
    expect((await asked(both, { version: 'v3' })).call['prompt']).toMatchObject([{ content: [{ data: Uint8Array.of(1) }] }]);
    await expect(asked(file('acme'), { version: 'v3' })).rejects.toMatchObject({ code: 'unsupported' });
    await expect(asked(file('other'))).rejects.toMatchObject({ code: 'unsupported' });
  });

  test('refuses an address that the service does not fetch', async () => {
    const request = { messages: [user({ type: 'image', data: new URL('https://elsewhere.example/a.png') })] };
    await expect(asked(request, { supportedUrls: { 'image/*': [/^https:\/\/acme\.example\//] } })).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('hand over the bytes') });
  });

  test('hands back what the model gave as it was, and nobody else’s', async () => {
    const first = await Array.fromAsync(
      fromLanguageModel(
        scriptedModel([
          { type: 'reasoning-delta', id: 'r', delta: 'Hm' },
          { type: 'reasoning-end', id: 'r', providerMetadata: { anthropic: { signature: 'sig' } } },
          ...hello,
          { type: 'tool-call', toolCallId: 'c', toolName: 'clock', input: '{"zone":"UTC"}', providerMetadata: { google: { thoughtSignature: 's' } } },
          { type: 'tool-call', toolCallId: 'd', toolName: 'clock', input: '{"zone":' },
          finish.v3,
        ]),
        { id: 'acme', flags: everything },
      ).createPartGenerator({ messages: [user({ type: 'text', text: 'Hi' })] }),
    );
    const messages: Message[] = [
      { role: 'system', content: [{ type: 'text', text: 'Be ' }, { type: 'text', text: 'brief.', metadata: { acme: { anthropic: { cacheControl: { type: 'ephemeral' } } } } }] },
      user({ type: 'text', text: 'Hi' }),
      assistantMessage(first),
      { role: 'tool', content: [{ type: 'tool-result', id: 'c', content: 'noon' }, { type: 'tool-result', id: 'd', content: 'bad JSON', isError: true }] },
      { role: 'assistant', content: [{ type: 'reasoning', text: 'foreign', metadata: { other: { signature: 'x' } } }] },
      { role: 'assistant', content: [{ type: 'reasoning', text: 'nobody’s' }, { type: 'text', text: '' }, { type: 'text', text: 'Yes', metadata: { other: { id: 'x' } } }] },
    ];
    const { call } = await asked({ messages });
    expect(call['prompt']).toEqual([
      { role: 'system', content: 'Be brief.', providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } } },
      { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'Hm', providerOptions: { anthropic: { signature: 'sig' } } },
          { type: 'text', text: 'Hello' },
          { type: 'tool-call', toolCallId: 'c', toolName: 'clock', input: { zone: 'UTC' }, providerOptions: { google: { thoughtSignature: 's' } } },
          { type: 'tool-call', toolCallId: 'd', toolName: 'clock', input: '{"zone":' },
        ],
      },
      {
        role: 'tool',
        content: [
          { type: 'tool-result', toolCallId: 'c', toolName: 'clock', output: { type: 'text', value: 'noon' } },
          { type: 'tool-result', toolCallId: 'd', toolName: 'clock', output: { type: 'error-text', value: 'bad JSON' } },
        ],
      },
      { role: 'assistant', content: [{ type: 'reasoning', text: 'nobody’s' }, { type: 'text', text: 'Yes' }] },
    ]);
  });

  test('is refused where its messages cannot be carried', async () => {
    await expect(asked({ messages: [{ role: 'system', content: [{ type: 'image', data: Uint8Array.of(1) }] }] })).rejects.toMatchObject({ code: 'unsupported' });
    await expect(asked({ messages: [{ role: 'tool', content: [{ type: 'tool-result', id: 'lost', content: '' }] }] })).rejects.toMatchObject({ code: 'invalid-request' });
  });

  test('is refused by what the model is not said to take', async () => {
    const tools = [{ name: 'clock', parameters: {} }];
    await expect(asked({ tools }, {}, { flags: {} })).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('supportsTools') });
  });
});

describe('what runs a call', () => {
  test.each([{ proxy: 'http://proxy.example:3128' }, { dispatcher: { dispatch: () => true } }, { apiKeys: { acme: 'sk-call' } }])('is refused where the SDK cannot honour it', async (init) => {
    await expect(asked({}, {}, {}, init)).rejects.toMatchObject({ code: 'unsupported' });
  });

  test('may be no proxy, and another provider’s key', async () => {
    expect((await asked({}, {}, {}, { proxy: '', apiKeys: { other: 'sk-other' } })).call).not.toHaveProperty('headers');
  });

  test('puts the key of a call where the caller says', async () => {
    const headers = (key?: string) => ({ 'x-app': 'mine', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) });
    expect((await asked({}, {}, { headers })).call['headers']).toEqual({ 'x-app': 'mine' });
    expect((await asked({}, {}, { headers }, { apiKeys: { acme: 'sk-call' } })).call['headers']).toEqual({ 'x-app': 'mine', authorization: 'Bearer sk-call' });
    expect((await asked({}, {}, { headers: { 'x-app': 'mine' } })).call['headers']).toEqual({ 'x-app': 'mine' });
  });
});

describe('a provider', () => {
  test('is named for the SDK’s provider and model, in characters that an id may have', () => {
    expect(fromLanguageModel(scriptedModel([], { provider: 'amazon-bedrock', modelId: 'us.anthropic/Claude:v1' })).id).toBe('amazon-bedrock-us.anthropic-claude-v1');
    expect(fromLanguageModel(scriptedModel([], { provider: 'OpenAI.chat', modelId: 'gpt' })).id).toBe('openai-gpt');
  });

  test('declares what the caller says, and nothing that it does not know', () => {
    const provider = fromLanguageModel(scriptedModel([]), { flags: { supportsTools: true, supportsSystemMessage: false }, contextWindow: 8_192, url: 'https://acme.example' });
    expect(JSON.parse(JSON.stringify(provider))).toEqual({
      id: 'acme-m-1',
      url: 'https://acme.example',
      models: [{ id: 'm-1', contextWindow: 8_192 }],
      working: true,
      supportsMessageHistory: true,
      supportsSystemMessage: false,
      supportsTools: true,
      contract: 1,
    });
  });

  test('knows its one model only', async () => {
    await expect(asked({ model: 'm-2' })).rejects.toMatchObject({ code: 'not-found' });
    expect((await asked({ model: 'acme/m-1' })).parts.at(-1)).toMatchObject({ type: 'finish' });
  });

  test('of several models asks the SDK’s provider for each', async () => {
    const names: string[] = [];
    const languageModel = (modelId: string) => {
      names.push(modelId);
      return scriptedModel([...hello, finish.v3], { modelId });
    };
    const provider = fromProvider({ languageModel }, { id: 'acme', models: ['a', { id: 'b', supportsTools: false }] });
    const messages = [{ role: 'user', content: 'Hi' }] as const;
    for (const model of [undefined, 'b', 'newer']) await provider.createAsync({ messages, model });
    expect(names).toEqual(['a', 'b', 'newer']);
  });

  test('hands reasoning of nobody back to the models alone that carry it', async () => {
    const model = scriptedModel([...hello, finish.v3]);
    const provider = fromProvider({ languageModel: () => model }, { id: 'acme', models: ['a', { id: 'b', supportsReasoning: false }], flags: { supportsReasoning: true } });
    const messages: Message[] = [{ role: 'assistant', content: [{ type: 'reasoning', text: 'Hm' }, { type: 'text', text: 'Yes' }] }];
    for (const id of ['a', 'b']) await provider.createAsync({ messages, model: id });
    const types = model.calls.map(({ prompt }) => (prompt as { content: { type: string }[] }[]).flatMap(({ content }) => content.map(({ type }) => type)));
    expect(types).toEqual([['reasoning', 'text'], ['text']]);
  });
});
