import { ProviderError } from '@g4f/core';
import { answer, neverEnd } from '@g4f/testkit/servers';
import OpenAI from 'openai';
import { openaiResponses } from '@g4f/wires/openai-responses';
import type { ResponseCreateParamsStreaming, ResponseInput } from 'openai/resources/responses/responses';
import { describe, expect, test } from 'vitest';
import { asksForWeather, scripted } from '../../test/scripted.ts';
import { serveProviders } from '../../test/serve-providers.ts';
import { kinds, listenKind } from '../../test/upstreams.ts';

const connect = (url: string): OpenAI => new OpenAI({ baseURL: `${url}/v1`, apiKey: 'any', maxRetries: 0 });
const weather = { type: 'function', name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } }, strict: false } as const;

describe("the openai client's responses", () => {
  test('come whole and streamed, with usage and what was asked', async () => {
    const { provider } = scripted('one', ['Hel', 'lo', { type: 'usage', usage: { inputTokens: 3, outputTokens: 2 }, provenance: 'reported' }]);
    await using served = await serveProviders([provider]);
    const client = connect(served.url);
    const { data, response } = await client.responses.create({ model: 'small', input: 'Hi', temperature: 0.5, metadata: { a: 'b' } }).withResponse();
    expect(data).toMatchObject({ id: expect.stringMatching(/^resp_/) as string, model: 'small', output_text: 'Hello', status: 'completed', temperature: 0.5, metadata: { a: 'b' }, usage: { total_tokens: 5 } });
    expect(response.headers.get('x-g4f-provider')).toBe('one');
    const pieces: string[] = [];
    const streamed = await client.responses.stream({ model: 'one/small', input: 'Hi' }).on('response.output_text.delta', ({ delta }) => pieces.push(delta)).finalResponse();
    expect(pieces).toEqual(['Hel', 'lo']);
    expect(streamed).toMatchObject({ output_text: 'Hello', usage: { input_tokens: 3, output_tokens: 2 } });
  });

  test('call tools, and hand back what they say', async () => {
    const { provider, asked } = scripted('one', asksForWeather);
    await using served = await serveProviders([provider]);
    const client = connect(served.url);
    const { output } = await client.responses.stream({ model: 'small', input: 'Hi', tools: [weather] }).finalResponse();
    expect(output).toMatchObject([{ type: 'reasoning', summary: [{ text: 'Let me look.' }] }, { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{"city":"Bern"}' }]);
    const input: ResponseInput = [{ role: 'user', content: 'Hi' }, ...(output as ResponseInput), { type: 'function_call_output', call_id: 'call_1', output: 'sunny' }];
    await client.responses.create({ model: 'small', tools: [weather], input });
    expect(asked[1]?.messages).toMatchObject([{ role: 'user' }, { role: 'assistant' }, { role: 'tool', content: [{ type: 'tool-result', id: 'call_1', content: 'sunny' }] }]);
  });

  test('are parsed by their schema', async () => {
    const { provider, asked } = scripted('one', ['{"n":4}']);
    await using served = await serveProviders([provider]);
    const schema = { type: 'object', properties: { n: { type: 'number' } }, required: ['n'], additionalProperties: false };
    const body = { model: 'small', input: 'Hi', text: { format: { type: 'json_schema', name: 'sum', schema, strict: true } } } as const;
    const { output_parsed: parsed } = await connect(served.url).responses.parse<typeof body, { n: number }>(body);
    expect(parsed).toEqual({ n: 4 });
    expect(asked[0]?.responseFormat).toEqual({ type: 'json', schema, name: 'sum' });
  });

  test.each([
    ['rate-limited', OpenAI.RateLimitError, 429],
    ['unauthorized', OpenAI.InternalServerError, 502],
    ['unsupported', OpenAI.UnprocessableEntityError, 422],
  ] as const)('fail with %s as its own kind of error', async (code, kind, status) => {
    const { provider } = scripted('one', async function* () {
      yield* [];
      await Promise.resolve();
      throw new ProviderError('no', { code });
    });
    await using served = await serveProviders([provider]);
    const failure: unknown = await connect(served.url).responses.create({ model: 'small', input: 'Hi' }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(kind);
    expect(failure).toMatchObject({ status, error: { message: 'one: no' } });
  });

  test('that refer to what is not stored are refused with what to send instead', async () => {
    await using served = await serveProviders([scripted('one', ['ok']).provider]);
    await expect(connect(served.url).responses.create({ model: 'small', input: 'Hi', previous_response_id: 'resp_1' })).rejects.toMatchObject({ status: 422, message: expect.stringContaining('send the whole conversation in input') as string });
  });

  test('that break off never look complete', async () => {
    const { provider } = scripted('one', async function* () {
      yield 'Half';
      await Promise.resolve();
      throw new ProviderError('gone', { code: 'upstream' });
    });
    await using served = await serveProviders([provider]);
    const pieces: string[] = [];
    const stream = connect(served.url).responses.stream({ model: 'small', input: 'Hi' }).on('response.output_text.delta', ({ delta }) => pieces.push(delta));
    await expect(stream.finalResponse()).rejects.toMatchObject({ message: expect.stringContaining('gone') as string });
    expect(pieces).toEqual(['Half']);
  });

  test('are relayed to a service that speaks them, byte for byte both ways', async () => {
    await using upstream = await listenKind(kinds.responses, answer(['Hel', 'lo']));
    await using served = await serveProviders([kinds.responses.provide(upstream.url)]);
    const body: ResponseCreateParamsStreaming = { model: 'responses/small', input: [{ role: 'user', content: 'Hi' }], stream: true, store: true, metadata: { odd: '1' }, include: ['reasoning.encrypted_content'], service_tier: 'auto' };
    const response = await fetch(`${served.url}/v1/responses`, { method: 'POST', body: JSON.stringify(body) });
    const direct = await fetch(`${upstream.url}/v1/responses`, { method: 'POST', body: JSON.stringify(body) });
    expect(await response.text()).toBe(await direct.text());
    expect(upstream.calls[0]?.body).toBe(JSON.stringify({ ...body, model: 'small' }));
    const streamed = await connect(served.url).responses.stream({ model: 'small', input: 'Hi' }).finalResponse();
    expect(streamed).toMatchObject({ id: 'answer-1', model: 'loopback', output_text: 'Hello', status: 'completed' });
  });

  test('that say an error where they are relayed end with it, and with nothing after it', async () => {
    await using upstream = await listenKind(kinds.responses, async (exchange) => {
      exchange.response.writeHead(200, { 'content-type': 'text/event-stream' });
      const encoder = openaiResponses.createEncoder({ id: 'resp_up', model: 'm', created: 1, wantsUsage: true });
      await exchange.write(encoder.part({ type: 'text', text: 'an "error" is no failure' }) + encoder.part({ type: 'text', text: ' yet' }));
      await exchange.write(encoder.error(new ProviderError('overloaded', { code: 'upstream' })) + encoder.part({ type: 'text', text: 'never' }));
      exchange.response.end();
    });
    await using served = await serveProviders([kinds.responses.provide(upstream.url)]);
    const pieces: string[] = [];
    const stream = connect(served.url).responses.stream({ model: 'small', input: 'Hi' }).on('response.output_text.delta', ({ delta }) => pieces.push(delta));
    await expect(stream.finalResponse()).rejects.toMatchObject({ message: expect.stringContaining('overloaded') as string });
    expect(pieces.join('')).toBe('an "error" is no failure yet');
  });

  test.each(Object.entries(kinds))('that are left are left upstream too: %s', async (_, kind) => {
    await using upstream = await listenKind(kind, neverEnd(['Hal']));
    await using served = await serveProviders([kind.provide(upstream.url)]);
    const stream = await connect(served.url).responses.create({ model: 'small', input: 'Hi', stream: true });
    for await (const event of stream) if (event.type === 'response.output_text.delta') break;
    expect(await upstream.calls[0]?.closed).toMatchObject({ isComplete: false });
  });
});
