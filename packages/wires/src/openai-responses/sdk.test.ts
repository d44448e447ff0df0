import { assistantMessage, errorCodes, ProviderError, type ErrorCode, type Part } from '@g4f/core';
import { answer, listenWire, speak, type Act, type Chunks } from '@g4f/testkit/servers';
import OpenAI from 'openai';
import type { ResponseInput, ResponseStreamEvent } from 'openai/resources/responses/responses';
import { expect, test } from 'vitest';
import { openaiResponses } from '../openai-responses.ts';

const asked = { model: 'gpt-6', input: 'Hi' } as const;
const context = { id: 'answer-1', model: 'loopback', created: 1_700_000_000, wantsUsage: true };

/** OpenAI's own client, before a server of ours that plays `act`. */
async function withClient<T>(act: Act, use: (client: OpenAI, bodies: () => readonly string[]) => Promise<T>): Promise<T> {
  await using upstream = await listenWire(speak(openaiResponses), act);
  const client = new OpenAI({ baseURL: upstream.url, apiKey: 'key', maxRetries: 0 });
  return await use(client, () => upstream.calls.map(({ body }) => body));
}

const whole = (parts: readonly Part[], request: object = asked): Act => ({ response }) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(openaiResponses.encodeAnswer(parts, { ...context, asked: request })));

const stream = (pieces: Chunks) =>
  withClient(answer(pieces), async (client) => {
    const events: ResponseStreamEvent[] = [];
    const response = await client.responses.stream(asked).on('event', (event) => events.push(event)).finalResponse();
    return { response, events };
  });

const usage: Part = { type: 'usage', usage: { inputTokens: 100, cachedInputTokens: 60, cacheWriteTokens: 30, outputTokens: 9, reasoningTokens: 4 }, provenance: 'reported' };
const parts: readonly Part[] = [
  { type: 'reasoning', text: 'Let me ' },
  { type: 'reasoning', text: 'see.', metadata: { openai: { encryptedContent: 'gAAAc2ln', id: 'rs_1' } } },
  { type: 'text', text: 'I ask.' },
  { type: 'source', url: 'https://example.com/', title: 'Example' },
  { type: 'tool-call-delta', id: 'a', name: 'weather', arguments: '{"city":' },
  { type: 'tool-call-delta', id: 'b', name: 'clock', arguments: '{}' },
  { type: 'tool-call-delta', id: 'a', arguments: '"Bern"}' },
  { type: 'tool-call', id: 'a', name: 'weather', arguments: '{"city":"Bern"}' },
  { type: 'tool-call', id: 'b', name: 'clock', arguments: '{}' },
  { type: 'tool-call', id: 'c', name: 'calendar', arguments: '{"day":1}' },
  { type: 'file', data: Uint8Array.of(0x89, 0x50, 0x4e, 0x47), mediaType: 'image/png' },
  usage,
];
const expected = {
  id: 'answer-1',
  object: 'response',
  model: 'loopback',
  status: 'completed',
  store: false,
  output_text: 'I ask.',
  output: [
    { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Let me see.' }], encrypted_content: 'gAAAc2ln' },
    { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'I ask.', annotations: [{ type: 'url_citation', url: 'https://example.com/', title: 'Example' }] }] },
    { type: 'function_call', call_id: 'a', name: 'weather', arguments: '{"city":"Bern"}', status: 'completed' },
    { type: 'function_call', call_id: 'b', name: 'clock', arguments: '{}' },
    { type: 'function_call', call_id: 'c', name: 'calendar', arguments: '{"day":1}' },
    { type: 'image_generation_call', result: 'iVBORw==', status: 'completed', output_format: 'png' },
  ],
  usage: { input_tokens: 100, input_tokens_details: { cached_tokens: 60, cache_write_tokens: 30 }, output_tokens: 9, output_tokens_details: { reasoning_tokens: 4 }, total_tokens: 109 },
};

test('a client gets text, and the events in their order, numbered', async () => {
  const { response, events } = await stream(['Hel', 'lo', { type: 'finish', reason: 'stop' }]);
  expect(events.map(({ type }) => type)).toEqual([
    'response.created',
    'response.in_progress',
    'response.output_item.added',
    'response.content_part.added',
    'response.output_text.delta',
    'response.output_text.delta',
    'response.output_text.done',
    'response.content_part.done',
    'response.output_item.done',
    'response.completed',
  ]);
  expect(events.map((event) => ('sequence_number' in event ? event.sequence_number : undefined))).toEqual([...events.keys()]);
  expect(response).toMatchObject({ output_text: 'Hello', status: 'completed' });
});

test('a client gets reasoning, text, sources, calls side by side, pictures and usage, streamed or in one piece', async () => {
  const { response, events } = await stream(parts);
  expect(response).toMatchObject(expected);
  expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['response.reasoning_summary_part.added', 'response.reasoning_summary_text.delta', 'response.reasoning_summary_text.done', 'response.reasoning_summary_part.done', 'response.output_text.annotation.added', 'response.function_call_arguments.delta', 'response.function_call_arguments.done']));
  expect(await withClient(whole(parts), (client) => client.responses.create(asked))).toMatchObject(expected);
});

test('a client that takes the bare stream gets the same', async () => {
  const text = await withClient(answer(['Hel', 'lo']), async (client) => {
    let all = '';
    for await (const event of await client.responses.create({ ...asked, stream: true })) if (event.type === 'response.output_text.delta') all += event.delta;
    return all;
  });
  expect(text).toBe('Hello');
});

test.each([
  ['length', 'max_output_tokens'],
  ['content-filter', 'content_filter'],
] as const)('a client is told why an answer is not complete: %s', async (reason, told) => {
  const { response, events } = await stream(['Half', { type: 'finish', reason }]);
  expect(events.at(-1)?.type).toBe('response.incomplete');
  expect(response).toMatchObject({ status: 'incomplete', incomplete_details: { reason: told }, output: [{ status: 'incomplete' }], output_text: 'Half' });
});

test('a client parses what its schema asked for', async () => {
  const format = { type: 'json_schema', name: 'sum', strict: true, schema: { type: 'object', properties: { n: { type: 'number' } }, required: ['n'], additionalProperties: false } } as const;
  const body = { ...asked, text: { format } };
  const response = await withClient(whole([{ type: 'text', text: '{"n":4}' }], body), (client) => client.responses.parse<typeof body, { n: number }>(body));
  expect(response.output_parsed).toEqual({ n: 4 });
  expect(response.text).toEqual({ format });
});

test('a client hands back what is bound to a model of anybody, and a gateway finds it', async () => {
  const told: Part[] = [
    { type: 'reasoning', text: 'Hm.', metadata: { anthropic: { signature: 'c2ln' } } },
    { type: 'reasoning', text: 'So.', metadata: { openai: { encryptedContent: 'gAAA' } } },
    { type: 'text', text: 'First I ask.', metadata: { openai: { phase: 'commentary' } } },
    { type: 'text', text: 'I ask.', metadata: { gemini: { thoughtSignature: 'dGV4dA==' } } },
    { type: 'tool-call', id: 'a', name: 'weather', arguments: '{"city":"Bern"}', metadata: { gemini: { thoughtSignature: 'Y2FsbA==' } } },
  ];
  const bodies = await withClient(answer(told), async (client, sent) => {
    const { output } = await client.responses.stream(asked).finalResponse();
    const input: ResponseInput = [{ role: 'user', content: 'Hi' }, ...(output as ResponseInput), { type: 'function_call_output', call_id: 'a', output: 'Rain' }];
    await client.responses.stream({ ...asked, input }).finalResponse();
    return sent();
  });
  const { request } = openaiResponses.parseRequest(JSON.parse(bodies[1] ?? ''));
  expect(request.messages).toEqual([{ role: 'user', content: 'Hi' }, assistantMessage(told), { role: 'tool', content: [{ type: 'tool-result', id: 'a', content: 'Rain' }] }]);
});

test.each(Object.keys(errorCodes) as ErrorCode[])('a client is told of the failure %s, before the stream and in it', async (code) => {
  const error = new ProviderError('no luck', { code });
  const before: Act = ({ response }) => void response.writeHead(errorCodes[code].status, { 'content-type': 'application/json' }).end(JSON.stringify(openaiResponses.encodeError(error)));
  await expect(withClient(before, (client) => client.responses.create(asked))).rejects.toMatchObject({ status: errorCodes[code].status, message: expect.stringContaining('no luck') as string });
  const inside: Act = async ({ response, wire, write }) => {
    response.writeHead(200, wire.headers);
    const encoder = openaiResponses.createEncoder(context);
    await write(encoder.part({ type: 'text', text: 'Half' }));
    response.end(encoder.error(error));
  };
  const texts: string[] = [];
  await expect(withClient(inside, (client) => client.responses.stream(asked).on('response.output_text.delta', ({ delta }) => texts.push(delta)).finalResponse())).rejects.toMatchObject({ message: expect.stringContaining('no luck') as string, type: expect.any(String) as string });
  expect(texts).toEqual(['Half']);
});

test('what the client sends is read', async () => {
  const [body = ''] = await withClient(answer(['ok']), async (client, sent) => {
    await client.responses
      .stream({
        ...asked,
        instructions: 'Be brief.',
        input: [
          {
            role: 'user',
            content: [
              { type: 'input_text', text: 'What is this?' },
              { type: 'input_image', image_url: 'data:image/png;base64,aGk=', detail: 'auto' },
              { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,aGk=' },
            ],
          },
        ],
        tools: [{ type: 'function', name: 'f', parameters: { type: 'object' }, strict: false }],
        tool_choice: { type: 'function', name: 'f' },
        reasoning: { effort: 'low', summary: 'auto' },
        max_output_tokens: 1_000,
        metadata: { a: 'b' },
        include: ['reasoning.encrypted_content'],
      })
      .finalResponse();
    return sent();
  });
  const data = Uint8Array.of(104, 105);
  expect(openaiResponses.parseRequest(JSON.parse(body))).toEqual({
    isStream: true,
    wantsUsage: true,
    request: {
      model: 'gpt-6',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'text', text: 'What is this?' }, { type: 'image', data, mediaType: 'image/png' }, { type: 'file', data, mediaType: 'application/pdf', name: 'a.pdf' }] },
      ],
      tools: [{ name: 'f', parameters: { type: 'object' } }],
      toolChoice: { name: 'f' },
      reasoningEffort: 'low',
      maxTokens: 1_000,
    },
  });
});
