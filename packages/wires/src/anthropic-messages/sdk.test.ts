import Anthropic from '@anthropic-ai/sdk';
import { assistantMessage, errorCodes, ProviderError, type ErrorCode, type Part } from '@g4f/core';
import { answer, listenWire, speak, type Act, type Chunks } from '@g4f/testkit/servers';
import { expect, test } from 'vitest';
import { anthropicMessages } from '../anthropic-messages.ts';

const asked = { model: 'claude-opus-5-5', max_tokens: 1_000, messages: [{ role: 'user', content: 'Hi' }] } satisfies Anthropic.MessageCreateParams;
const context = { id: 'answer-1', model: 'loopback', created: 0, wantsUsage: true };

/** Anthropic's own client, before a server of ours that plays `act`. */
async function withClient<T>(act: Act, use: (client: Anthropic, bodies: () => readonly string[]) => Promise<T>): Promise<T> {
  await using upstream = await listenWire(speak(anthropicMessages), act);
  const client = new Anthropic({ baseURL: upstream.url, apiKey: 'key', maxRetries: 0 });
  return await use(client, () => upstream.calls.map(({ body }) => body));
}

const stream = (pieces: Chunks) =>
  withClient(answer(pieces), async (client) => {
    const events: string[] = [];
    const message = await client.messages.stream(asked).on('streamEvent', ({ type }) => events.push(type)).finalMessage();
    return { message, events };
  });

const usage: Part = { type: 'usage', usage: { inputTokens: 100, cachedInputTokens: 60, cacheWriteTokens: 30, outputTokens: 9, reasoningTokens: 4 }, provenance: 'reported' };
const parts: readonly Part[] = [
  { type: 'reasoning', text: 'Let me ' },
  { type: 'reasoning', text: 'see.', metadata: { anthropic: { signature: 'c2ln' } } },
  { type: 'reasoning', text: '', metadata: { anthropic: { redactedData: 'cmVk' } } },
  { type: 'text', text: 'I ask.' },
  { type: 'tool-call-delta', id: 'a', name: 'weather', arguments: '{"city":' },
  { type: 'tool-call-delta', id: 'a', arguments: '"Bern"}' },
  { type: 'tool-call', id: 'a', name: 'weather', arguments: '{"city":"Bern"}' },
  { type: 'tool-call', id: 'b', name: 'clock', arguments: '' },
  usage,
];
const expected = {
  id: 'answer-1',
  type: 'message',
  role: 'assistant',
  model: 'loopback',
  content: [
    { type: 'thinking', thinking: 'Let me see.', signature: 'c2ln' },
    { type: 'redacted_thinking', data: 'cmVk' },
    { type: 'text', text: 'I ask.' },
    { type: 'tool_use', id: 'a', name: 'weather', input: { city: 'Bern' } },
    { type: 'tool_use', id: 'b', name: 'clock', input: {} },
  ],
  stop_reason: 'tool_use',
  usage: { input_tokens: 10, cache_read_input_tokens: 60, cache_creation_input_tokens: 30, output_tokens: 9, output_tokens_details: { thinking_tokens: 4 } },
};

test('a client gets text, the events in their order, and a stop reason', async () => {
  const { message, events } = await stream(['Hel', 'lo', { type: 'finish', reason: 'length' }]);
  expect(events).toEqual(['message_start', 'content_block_start', 'content_block_delta', 'content_block_delta', 'content_block_stop', 'message_delta', 'message_stop']);
  expect(message).toMatchObject({ content: [{ type: 'text', text: 'Hello' }], stop_reason: 'max_tokens' });
});

test('a client gets thinking, tool calls and usage, streamed or in one piece', async () => {
  expect((await stream(parts)).message).toMatchObject(expected);
  const inOnePiece: Act = ({ response }) => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(anthropicMessages.encodeAnswer(parts, context)));
  expect(await withClient(inOnePiece, (client) => client.messages.create(asked))).toMatchObject(expected);
});

test('a client hands back what is bound to a model of somebody else, and a gateway finds it', async () => {
  const told: Part[] = [
    { type: 'reasoning', text: 'Hm.', metadata: { openai: { encryptedContent: 'gAAA', id: 'rs_1' } } },
    { type: 'text', text: 'I ask.', metadata: { gemini: { thoughtSignature: 'dGV4dA==' } } },
    { type: 'tool-call', id: 'a', name: 'weather', arguments: '{"city":"Bern"}', metadata: { gemini: { thoughtSignature: 'Y2FsbA==' } } },
  ];
  const bodies = await withClient(answer(told), async (client, sent) => {
    const { content } = await client.messages.stream(asked).finalMessage();
    const next = [...asked.messages, { role: 'assistant', content }, { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: 'Rain' }] }] satisfies Anthropic.MessageParam[];
    await client.messages.stream({ ...asked, messages: next }).finalMessage();
    return sent();
  });
  const { request } = anthropicMessages.parseRequest(JSON.parse(bodies[1] ?? ''));
  expect(request.messages[1]).toEqual(assistantMessage(told));
});

const codes = Object.keys(errorCodes) as readonly ErrorCode[];
const failures: Partial<Record<ErrorCode, string>> = {
  'invalid-request': 'invalid_request_error',
  unsupported: 'invalid_request_error',
  'too-large': 'request_too_large',
  'not-found': 'not_found_error',
  unauthorized: 'authentication_error',
  'payment-required': 'billing_error',
  'rate-limited': 'rate_limit_error',
  timeout: 'timeout_error',
};

test.each(codes)('a client is told of the failure %s, before the stream and in it', async (code) => {
  const error = new ProviderError('no luck', { code });
  const type = failures[code] ?? 'api_error';
  const before: Act = ({ response }) => void response.writeHead(errorCodes[code].status, { 'content-type': 'application/json' }).end(JSON.stringify(anthropicMessages.encodeError(error)));
  await expect(withClient(before, (client) => client.messages.create(asked))).rejects.toMatchObject({ status: errorCodes[code].status, type, message: expect.stringContaining('no luck') as string });
  const inside: Act = async ({ response, wire, write }) => {
    response.writeHead(200, wire.headers);
    const encoder = anthropicMessages.createEncoder(context);
    await write(encoder.part({ type: 'text', text: 'Half' }));
    response.end(encoder.error(error));
  };
  const texts: string[] = [];
  await expect(withClient(inside, (client) => client.messages.stream(asked).on('text', (text) => texts.push(text)).finalMessage())).rejects.toMatchObject({ type });
  expect(texts).toEqual(['Half']);
});

test('an overload of the service is told as one', () => {
  expect(anthropicMessages.encodeError(new ProviderError('busy', { code: 'upstream', status: 529 }))).toMatchObject({ error: { type: 'overloaded_error' } });
});

test('what the client sends is read', async () => {
  const [body = ''] = await withClient(answer(['ok']), async (client, sent) => {
    await client.messages
      .stream({
        ...asked,
        system: 'Be brief.',
        tools: [{ name: 'f', input_schema: { type: 'object' } }],
        thinking: { type: 'adaptive' },
        output_config: { effort: 'low' },
      })
      .finalMessage();
    return sent();
  });
  expect(anthropicMessages.parseRequest(JSON.parse(body))).toMatchObject({
    isStream: true,
    request: { messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: 'Hi' }], tools: [{ name: 'f' }], reasoningEffort: 'low', maxTokens: 1_000 },
  });
});
