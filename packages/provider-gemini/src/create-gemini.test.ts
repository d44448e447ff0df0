import { assistantMessage, isProviderError, type ChatRequest, type Part } from '@g4f/core';
import { answer, listen, listenWire, speak, status, type Act } from '@g4f/testkit/servers';
import { gemini as wire } from '@g4f/wires/gemini';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { createGemini, gemini, type GeminiOptions } from './index.ts';

const messages = [{ role: 'user', content: 'Hi' }] as const;
const png = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

const upstream = (act: Act = answer(['Hello'])) => listenWire(speak(wire), act);

/** What upstream is told when this is asked. */
async function sent(request: Partial<ChatRequest>, id = 'gemini'): Promise<Record<string, unknown>> {
  await using on = await upstream();
  await createGemini({ baseURL: on.url, apiKey: 'k', id }).createAsync({ messages, ...request });
  return JSON.parse(on.calls[0]?.body ?? '') as Record<string, unknown>;
}

describe('what its flags claim', () => {
  test('tools, system messages, structured output and settings reach upstream', async () => {
    const body = await sent({
      messages: [{ role: 'system', content: 'Be brief.' }, ...messages],
      tools: [{ name: 'clock', description: 'The time', parameters: { type: 'object' } }],
      toolChoice: { name: 'clock' },
      responseFormat: { type: 'json', name: 'time', schema: { type: 'object' } },
      temperature: 0.5,
      topP: 0.9,
      maxTokens: 100,
      seed: 7,
      stop: ['a', 'b', 'c', 'd', 'e', 'f'],
      reasoningEffort: 'medium',
    });
    expect(body).toMatchObject({
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      tools: [{ functionDeclarations: [{ name: 'clock', description: 'The time', parametersJsonSchema: { type: 'object' } }] }],
      toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['clock'] } },
      generationConfig: {
        temperature: 0.5, topP: 0.9, maxOutputTokens: 100, seed: 7, stopSequences: ['a', 'b', 'c', 'd', 'e'],
        responseMimeType: 'application/json', responseJsonSchema: { title: 'time', type: 'object' },
        thinkingConfig: { includeThoughts: true, thinkingLevel: 'MEDIUM' },
      },
    });
    expect(body).not.toHaveProperty('model');
  });

  test('images and files go by their bytes, their address, or the name under which the service has them', async () => {
    const pdf = { type: 'file', mediaType: 'application/pdf' } as const;
    const { contents } = await sent({
      messages: [{
        role: 'user',
        content: [
          { type: 'image', data: png },
          { type: 'image', data: new URL('https://example.com/cat.png') },
          { ...pdf, data: new URL('data:application/pdf;base64,JVBERg==') },
          { ...pdf, metadata: { gemini: { fileId: 'files/abc' } } },
        ],
      }],
    });
    expect(contents).toEqual([{
      role: 'user',
      parts: [
        { inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } },
        { fileData: { fileUri: 'https://example.com/cat.png' } },
        { inlineData: { mimeType: 'application/pdf', data: 'JVBERg==' } },
        { fileData: { mimeType: 'application/pdf', fileUri: 'https://generativelanguage.googleapis.com/v1beta/files/abc' } },
      ],
    }]);
  });

  test('thoughts come as reasoning, and their signatures go back on the very parts that they came with', async () => {
    const signature = (thoughtSignature: string) => ({ metadata: { gemini: { thoughtSignature } } });
    await using on = await upstream(answer([
      { type: 'reasoning', text: 'Hm.' },
      'One ', 'moment',
      { type: 'text', text: '', ...signature('c2lnLXRleHQ=') },
      { type: 'tool-call', id: 'call_1', name: 'clock', arguments: '{"zone":"UTC"}', ...signature('c2lnLWNhbGw=') },
    ]));
    const provider = createGemini({ baseURL: on.url, apiKey: 'k' });
    const tools = [{ name: 'clock', parameters: { type: 'object' } }];
    const parts = await Array.fromAsync(provider.createPartGenerator({ messages, tools }));
    expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'tool-calls', raw: 'STOP' });
    expect(parts[0]).toEqual({ type: 'reasoning', text: 'Hm.' });
    await Array.fromAsync(provider.createPartGenerator({ messages: [...messages, assistantMessage(parts), { role: 'tool', content: [{ type: 'tool-result', id: 'call_1', content: 'noon' }] }], tools }));
    expect(JSON.parse(on.calls[1]?.body ?? '')).toMatchObject({
      contents: [
        { role: 'user', parts: [{ text: 'Hi' }] },
        {
          role: 'model',
          parts: [
            { text: 'One moment' },
            { text: '', thoughtSignature: 'c2lnLXRleHQ=' },
            { functionCall: { id: 'call_1', name: 'clock', args: { zone: 'UTC' } }, thoughtSignature: 'c2lnLWNhbGw=' },
          ],
        },
        { role: 'user', parts: [{ functionResponse: { id: 'call_1', name: 'clock', response: { output: 'noon' } } }] },
      ],
    });
  });
});

test('its own options reach upstream under the id that it was given, and nobody else’s do', async () => {
  const safetySettings = [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'OFF' }];
  const options: object = { gemini: { safetySettings, thinkingBudget: 512, includeThoughts: false, googleSearch: true, generationConfig: { topK: 3 } } satisfies GeminiOptions };
  const request = { options, reasoningEffort: 'high' } as const;
  expect(await sent(request)).toMatchObject({
    safetySettings,
    tools: [{ googleSearch: {} }],
    generationConfig: { topK: 3, thinkingConfig: { includeThoughts: false, thinkingBudget: 512 } },
  });
  expect(await sent(request, 'other')).not.toHaveProperty('safetySettings');
});

test('a model that does not think yields a warning for an effort that was asked for', async () => {
  await using on = await upstream();
  const provider = createGemini({ baseURL: on.url, apiKey: 'k', models: ['gemma-3-27b-it'] });
  const parts = await Array.fromAsync(provider.createPartGenerator({ messages, reasoningEffort: 'low' }));
  expect(parts[0]).toMatchObject({ type: 'warning', setting: 'reasoningEffort' });
  expect(JSON.parse(on.calls[0]?.body ?? '')).not.toHaveProperty('generationConfig');
});

describe('a refusal', () => {
  test.each([
    [400, 'API key not valid. Please pass a valid API key.', { code: 'unauthorized' }],
    [400, 'The input token count (2000000) exceeds the maximum number of tokens allowed (1048576).', { code: 'too-large' }],
    [400, 'User location is not supported for the API use.', { code: 'unsupported' }],
    [400, 'Invalid JSON payload received.', { code: 'invalid-request' }],
    [429, 'You exceeded your current quota. Please retry in 31.5s.', { code: 'rate-limited', retryAfter: 31_500 }],
    [404, 'models/none is not found', { code: 'not-found' }],
  ])('with status %i is read by its words: %s', async (code, message, expected) => {
    const body = JSON.stringify({ error: { code, message, status: 'WHATEVER' } });
    await using on = await upstream(status(code, { headers: { 'content-type': 'application/json' }, body }));
    const error: unknown = await createGemini({ baseURL: on.url, apiKey: 'k' }).createAsync({ messages }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ ...expected, provider: 'gemini', status: code, message: expect.stringContaining(message) as string });
  });

  test('of a prompt is told from an empty answer', async () => {
    const event = { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata: { promptTokenCount: 3 } };
    await using on = await upstream(status(200, { headers: { 'content-type': 'text/event-stream' }, body: `data: ${JSON.stringify(event)}\r\n\r\n` }));
    const call = createGemini({ baseURL: on.url, apiKey: 'k' }).createAsync({ messages });
    await expect(call).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('PROHIBITED_CONTENT') as string });
  });

  test('in the stream ends an answer as interrupted', async () => {
    await using on = await upstream(async ({ response, write }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      await write('data: {"candidates":[{"content":{"parts":[{"text":"Half"}]}}]}\n\n');
      response.end('data: {"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}\n\n');
    });
    const parts: Part[] = [];
    const error: unknown = await (async () => {
      for await (const part of createGemini({ baseURL: on.url, apiKey: 'k' }).createPartGenerator({ messages })) parts.push(part);
    })().catch((reason: unknown) => reason);
    expect(parts).toEqual([{ type: 'text', text: 'Half' }]);
    expect(isProviderError(error) && error).toMatchObject({ code: 'interrupted', status: 503, message: expect.stringContaining('overloaded') as string });
  });
});

test('an answer in one piece is read too', async () => {
  const body = { candidates: [{ content: { parts: [{ text: 'Hi' }] }, finishReason: 'STOP' }], usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 2 } };
  await using on = await upstream(status(200, { headers: { 'content-type': 'application/json; charset=UTF-8' }, body: JSON.stringify([body]) }));
  const parts = await Array.fromAsync(createGemini({ baseURL: on.url, apiKey: 'k' }).createPartGenerator({ messages }));
  expect(parts.map(({ type }) => type)).toEqual(['text', 'usage', 'finish']);
});

test('lists the models that answer on this wire, page by page', async () => {
  const pages = [
    { models: [{ name: 'models/gemini-a', inputTokenLimit: 1000, supportedGenerationMethods: ['generateContent', 'countTokens'], thinking: true }, { name: 'models/embedder', supportedGenerationMethods: ['embedContent'] }], nextPageToken: 'second' },
    { models: [{ name: 'models/gemini-b', supportedGenerationMethods: ['generateContent'] }, null], nextPageToken: 'second' },
  ];
  const asked: (string | undefined)[] = [];
  await using server = await listen((request, response) => {
    asked.push(request.url);
    const page = pages[request.url?.includes('pageToken=second') === true ? 1 : 0];
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page));
  });
  const provider = createGemini({ baseURL: server.url, apiKey: 'k' });
  expect(await provider.listModels?.()).toEqual([{ id: 'gemini-a', contextWindow: 1000, supportsReasoning: true }, { id: 'gemini-b' }]);
  expect(asked).toEqual(['/v1beta/models?pageSize=1000', '/v1beta/models?pageSize=1000&pageToken=second']);
});

describe('its relay', () => {
  test.each([
    [{ model: 'models/gemini-x' }, '/v1beta/models/gemini-x:streamGenerateContent?alt=sse'],
    [{ model: 'gemini-x', stream: false }, '/v1beta/models/gemini-x:generateContent'],
    [{ model: 'tunedModels/mine', stream: true }, '/v1beta/tunedModels/mine:streamGenerateContent?alt=sse'],
    [{ model: 'tunedModels/a?b#c' }, '/v1beta/tunedModels/a%3Fb%23c:streamGenerateContent?alt=sse'],
  ])('takes model and stream off the body, for the address: %j', async (said, path) => {
    const bodies: string[] = [];
    const paths: (string | undefined)[] = [];
    await using server = await listen((request, response) => {
      paths.push(request.url);
      void text(request).then((body) => {
        bodies.push(body);
        response.end('bytes');
      });
    });
    const relay = createGemini({ baseURL: server.url, apiKey: 'k' }).wires?.['gemini'];
    const reply = await relay?.({ ...said, contents: [] });
    expect(reply?.status).toBe(200);
    expect(Buffer.concat(await Array.fromAsync(reply?.body ?? [])).toString()).toBe('bytes');
    expect(bodies).toEqual(['{"contents":[]}']);
    expect(paths).toEqual([path]);
  });

  test.each([[undefined, '`model`'], ['../files', 'no name of a model'], ['a/../../b', 'no name of a model'], ['', '`model`']])('refuses a body whose model is %j', async (model, words) => {
    const relay = createGemini({ baseURL: 'http://127.0.0.1:9', apiKey: 'k' }).wires?.['gemini'];
    await expect(relay?.({ model, contents: [] })).rejects.toMatchObject({ code: 'invalid-request', message: expect.stringContaining(words) as string });
  });
});

test('the one without a key can be called with a key of the call', async () => {
  expect(gemini).toMatchObject({ id: 'gemini', working: false, needsAuth: true });
  await using on = await upstream();
  expect(await createGemini({ baseURL: `${on.url}/`, id: 'mine' }).createAsync({ messages }, { apiKeys: { mine: 'of-the-call', gemini: 'another' } })).toBe('Hello');
  expect(on.calls[0]?.headers['x-goog-api-key']).toBe('of-the-call');
});
