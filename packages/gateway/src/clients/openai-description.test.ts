import { globSync } from 'node:fs';
import path from 'node:path';
import { errorCodes, ProviderError, type ErrorCode, type Part } from '@g4f/core';
import { createOpenAICompatible } from '@g4f/provider-openai';
import { answer } from '@g4f/testkit/servers';
import { readRecording } from '@g4f/testkit/recordings';
import type { ChatWire } from '@g4f/wires';
import { anthropicMessages } from '@g4f/wires/anthropic-messages';
import { gemini } from '@g4f/wires/gemini';
import { openaiChat } from '@g4f/wires/openai-chat';
import { openaiResponses } from '@g4f/wires/openai-responses';
import { createSseDecoder } from '@g4f/wires/sse';
import { describe, expect, test } from 'vitest';
import { create, jsonl, linesOf, start, until, upload } from '../../test/listen-batches.ts';
import { dataIn, eventFaultsOf, faultsOf } from '../../test/openai-description.ts';
import { describeRedis } from '../../test/redis-server.ts';
import { asksForWeather, scripted } from '../../test/scripted.ts';
import { serveProviders } from '../../test/serve-providers.ts';
import { kinds, listenKind } from '../../test/upstreams.ts';

const usage: Part = { type: 'usage', usage: { inputTokens: 11, outputTokens: 7, cachedInputTokens: 3, cacheWriteTokens: 2, reasoningTokens: 2 }, provenance: 'reported' };
const tool = { name: 'weather', description: 'Tells it', parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false }, strict: true } as const;
const schema = { type: 'object', properties: { n: { type: 'number' } }, required: ['n'], additionalProperties: false } as const;

/** What a provider may say, and what was asked of it besides. */
const answers: { readonly [what: string]: readonly (string | Part)[] } = {
  text: ['Hel', 'lo 🌍', usage],
  'text that nobody counted': ['Hello'],
  'usage that was estimated': ['Hi', { ...usage, provenance: 'estimated' }],
  'usage of which little is known': ['Hi', { type: 'usage', usage: { outputTokens: 7 }, provenance: 'reported' }],
  'reasoning and a tool call': asksForWeather,
  'two tool calls after text': ['Look: ', { type: 'tool-call', id: 'call_1', name: 'weather', arguments: '{"city":"Bern"}' }, { type: 'tool-call', id: 'call_2', name: 'weather', arguments: '{}' }],
  JSON: ['{"n":', '4}', usage],
  'a picture and where it is from': ['See: ', { type: 'file', data: new Uint8Array([137, 80, 78, 71]), mediaType: 'image/png' }, { type: 'source', url: 'https://example.com/a', title: 'A' }, { type: 'source', url: 'https://example.com/b' }],
  'text up to a limit': ['Hel', { type: 'finish', reason: 'length', model: 'small-2026' }],
  'text of which the rest was withheld': ['Hel', { type: 'finish', reason: 'content-filter' }],
  'an end for a reason of its own': ['Hel', { type: 'finish', reason: 'other', raw: 'recitation' }],
  'a setting that it does not take': [{ type: 'warning', setting: 'seed', message: 'has no seed' }, 'Hi'],
};

const wires = {
  chat: {
    path: '/v1/chat/completions',
    body: { messages: [{ role: 'user', content: 'Hi' }], tools: [{ type: 'function', function: tool }], tool_choice: 'auto', response_format: { type: 'json_schema', json_schema: { name: 'sum', schema, strict: true } }, reasoning_effort: 'low', stream_options: { include_usage: true }, temperature: 0.5, max_completion_tokens: 99 },
    ending: '[DONE]',
    faults: (data: unknown) => faultsOf('CreateChatCompletionStreamResponse', data),
    whole: 'CreateChatCompletionResponse',
  },
  responses: {
    path: '/v1/responses',
    body: { input: 'Hi', tools: [{ type: 'function', ...tool }], tool_choice: 'auto', text: { format: { type: 'json_schema', name: 'sum', schema, strict: true } }, reasoning: { effort: 'low', summary: 'auto' }, temperature: 0.5, max_output_tokens: 99, metadata: { a: 'b' }, instructions: 'Be brief.' },
    ending: undefined,
    faults: (data: unknown) => eventFaultsOf(data as object),
    whole: 'Response',
  },
} as const;

type Named = keyof typeof wires;

async function ask(url: string, wire: Named, fields: object, headers: { readonly [name: string]: string } = {}) {
  const response = await fetch(url + wires[wire].path, { method: 'POST', headers, body: JSON.stringify({ model: 'small', ...wires[wire].body, ...(wire === 'chat' && !('stream' in fields) && { stream_options: undefined }), ...fields }) });
  return { status: response.status, text: await response.text() };
}

/** Looks at what a wire answers, whole and streamed. */
async function lookAt(url: string, wire: Named, fields: object = {}): Promise<void> {
  const { faults, whole, ending } = wires[wire];
  const one = await ask(url, wire, fields);
  expect([one.status, faultsOf(whole, JSON.parse(one.text)), one.text]).toEqual([200, [], expect.anything()]);
  const { status, text } = await ask(url, wire, { ...fields, stream: true });
  const data = dataIn(text);
  if (ending !== undefined) expect(data.pop()).toBe(ending);
  expect(status).toBe(200);
  expect(data.length).toBeGreaterThan(1);
  for (const each of data) expect([faults(each), each]).toEqual([[], each]);
}

describe.each(['chat', 'responses'] as const)("an answer on OpenAI's wire of %s is as its published description says", (wire) => {
  test.each(Object.entries(answers))('with %s', async (_what, parts) => {
    await using served = await serveProviders([scripted('one', parts).provider]);
    await lookAt(served.url, wire);
    await lookAt(served.url, wire, { tools: undefined, tool_choice: undefined, response_format: undefined, text: undefined, reasoning: undefined, reasoning_effort: undefined });
  });

  test.each(Object.entries(kinds))('from an upstream of %s', async (_name, kind) => {
    const said = [{ type: 'reasoning', text: 'Hm. ' }, 'Hel', 'lo 🌍', { type: 'tool-call', id: 'call_1', name: 'weather', arguments: '{"city":"Bern"}' }, usage, { type: 'finish', reason: 'tool-calls' }] as const;
    await using upstream = await listenKind(kind, answer(said));
    await using served = await serveProviders([kind.provide(upstream.url)]);
    await lookAt(served.url, wire);
  });

  test.each(Object.keys(errorCodes) as ErrorCode[])('where it fails with %s, before and after its first content', async (code) => {
    const failing = (parts: readonly string[]) =>
      scripted('one', async function* () {
        yield* parts;
        await Promise.resolve();
        throw new ProviderError('no luck', { code, retryAfter: 1_000 });
      }).provider;
    await using served = await serveProviders([failing([])]);
    const early = await ask(served.url, wire, {});
    expect([early.status, faultsOf('ErrorResponse', JSON.parse(early.text))]).toEqual([errorCodes[code].status, []]);
    await using late = await serveProviders([failing(['Half'])]);
    const data = dataIn((await ask(late.url, wire, { stream: true })).text);
    expect(data.length).toBeGreaterThan(2);
    const told = wire === 'chat' ? data.splice(-1) : [];
    expect(told.flatMap((each) => faultsOf('ErrorResponse', each))).toEqual([]);
    for (const each of data) expect([wires[wire].faults(each), each]).toEqual([[], each]);
    expect(JSON.stringify(data)).not.toMatch(/DONE|response\.completed/);
  });
});

test("failures of the gateway's own are as the description says", async () => {
  await using served = await serveProviders([scripted('one', ['Hi']).provider]);
  const asked = [
    ...['{', '[]', '{"model":"small"}', '{"model":"none","messages":[{"role":"user","content":"Hi"}]}', '{"model":"small","messages":[{"role":"nobody","content":"Hi"}]}'].map((body) => ['/v1/chat/completions', { method: 'POST', body }] as const),
    ['/v1/chat/completions', { method: 'PUT', body: '{}' }] as const,
    ['/v1/chat/completions', { method: 'POST', body: '{}', headers: { origin: 'https://evil.example' } }] as const,
    ['/v1/models/none', {}] as const,
    ['/v1/nothing', {}] as const,
    ['/v1/batches', { method: 'POST', body: '{}' }] as const,
  ];
  for (const [at, init] of asked) {
    const response = await fetch(served.url + at, init);
    expect([response.status >= 400, faultsOf('ErrorResponse', await response.json())]).toEqual([true, []]);
  }
});

test('models are as the description says', async () => {
  await using served = await serveProviders([scripted('one', ['Hi']).provider]);
  expect(faultsOf('ListModelsResponse', await (await fetch(`${served.url}/v1/models`)).json())).toEqual([]);
  expect(faultsOf('Model', await (await fetch(`${served.url}/v1/models/one/vendor/large`)).json())).toEqual([]);
});

describeRedis('files and batches', () => {
  test('are as the description says, from the upload to the last line', async () => {
    await using served = await start();
    const { client, url } = served;
    const get = async (at: string): Promise<unknown> => (await fetch(url + at)).json();
    const made = await create(client, ['one', 'two']);
    expect(faultsOf('Batch', made)).toEqual([]);
    const ended = await until(client, made.id);
    expect(ended.status).toBe('completed');
    const invalid = await upload(client, jsonl([{}], '/v1/elsewhere'));
    const { id } = await client.batches.create({ input_file_id: invalid.id, endpoint: '/v1/chat/completions', completion_window: '24h' });
    expect(await until(client, id)).toMatchObject({ status: 'failed', errors: { data: [{ code: 'mismatched_url' }] } });
    for (const each of [made.id, id]) expect([each, faultsOf('Batch', await get(`/v1/batches/${each}`))]).toEqual([each, []]);
    expect(faultsOf('ListBatchesResponse', await get('/v1/batches'))).toEqual([]);
    expect(faultsOf('ListFilesResponse', await get('/v1/files'))).toEqual([]);
    expect(faultsOf('OpenAIFile', await get(`/v1/files/${invalid.id}`))).toEqual([]);
    expect(faultsOf('DeleteFileResponse', await client.files.delete(invalid.id))).toEqual([]);
    expect(faultsOf('ErrorResponse', await get(`/v1/files/${invalid.id}`))).toEqual([]);
    const lines = await linesOf(client, ended.output_file_id);
    expect(lines).toHaveLength(2);
    for (const { response } of lines) expect(faultsOf('CreateChatCompletionResponse', response?.body)).toEqual([]);
  });
});

describe('what real services and servers have streamed, told again on a wire of OpenAI,', () => {
  const read: { readonly [folder: string]: ChatWire } = { 'openai-chat': openaiChat, 'anthropic-messages': anthropicMessages, gemini };
  const folder = path.join(import.meta.dirname, '../../../../tooling/differential/recordings');
  const files = globSync('*/*.jsonl', { cwd: folder });

  function partsOf(wire: ChatWire, bytes: Uint8Array): readonly Part[] {
    const decoder = wire.createDecoder({ provider: 'recorded' });
    const parts: Part[] = [];
    try {
      for (const event of [...createSseDecoder().push(bytes)]) parts.push(...decoder.push([event]).map((chunk): Part => (typeof chunk === 'string' ? { type: 'text', text: chunk } : chunk)));
      parts.push(...decoder.end().map((chunk): Part => (typeof chunk === 'string' ? { type: 'text', text: chunk } : chunk)));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
    }
    return parts;
  }

  test('is as its description says', async () => {
    expect(files.length).toBeGreaterThan(50);
    let told = 0;
    for (const file of files) {
      const recording = await readRecording(path.join(folder, file));
      const parts = partsOf(read[path.dirname(file)] ?? openaiChat, Buffer.concat(recording.answer.chunks.map(({ bytes }) => bytes)));
      for (const [wire, name] of [[openaiChat, 'chat'], [openaiResponses, 'responses']] as const) {
        const about = { id: 'answer-1', model: 'small', created: 1_700_000_000, wantsUsage: true, asked: wires[name].body };
        expect([file, faultsOf(wires[name].whole, wire.encodeAnswer(parts, about))]).toEqual([file, []]);
        const encoder = wire.createEncoder(about);
        const text = parts.map((part) => encoder.part(part)).join('') + encoder.end();
        for (const each of dataIn(text)) {
          if (each === '[DONE]') continue;
          expect([file, wires[name].faults(each), each]).toEqual([file, [], each]);
          told++;
        }
      }
    }
    expect(told).toBeGreaterThan(1_000);
  });
});

test.each([
  ['openai', undefined, 'CreateChatCompletionRequest'],
  ['responses', 'always', 'CreateResponse'],
] as const)('what provider-openai asks is as the description says: %s', async (kind, responses, name) => {
  await using upstream = await listenKind(kinds[kind], answer(['Hi']));
  const flags = { supportsTools: true, supportsImages: true, supportsFiles: true, supportsStructuredOutput: true, supportsReasoning: true };
  const provider = createOpenAICompatible({ id: 'openai', baseURL: `${upstream.url}/v1`, apiKey: 'secret', models: ['small'], flags, responses });
  await provider.createAsync({
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'text', text: 'What is this?' }, { type: 'image', data: new Uint8Array([137, 80, 78, 71]), mediaType: 'image/png' }, { type: 'file', data: new Uint8Array([37, 80, 68, 70]), mediaType: 'application/pdf', name: 'a.pdf' }] },
      { role: 'assistant', content: [{ type: 'reasoning', text: 'Hm.' }, { type: 'text', text: 'Look.' }, { type: 'tool-call', id: 'call_1', name: 'weather', arguments: '{"city":"Bern"}' }] },
      { role: 'tool', content: [{ type: 'tool-result', id: 'call_1', content: 'sunny' }] },
    ],
    tools: [tool],
    toolChoice: { name: 'weather' },
    responseFormat: { type: 'json', schema, name: 'sum' },
    temperature: 0.5,
    topP: 0.9,
    maxTokens: 99,
    seed: 7,
    reasoningEffort: 'low',
    stop: ['\n'],
  });
  const bodies = upstream.calls.map(({ body }) => JSON.parse(body) as unknown);
  expect(bodies).toHaveLength(1);
  expect(bodies.flatMap((body) => faultsOf(name, body))).toEqual([]);
});
