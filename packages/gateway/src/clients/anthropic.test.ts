import Anthropic from '@anthropic-ai/sdk';
import { ProviderError } from '@g4f/core';
import { describe, expect, test } from 'vitest';
import { asksForWeather, scripted } from '../../test/scripted.ts';
import { serveProviders } from '../../test/serve-providers.ts';

const connect = (baseURL: string): Anthropic => new Anthropic({ baseURL, apiKey: 'any', maxRetries: 0 });
const messages: Anthropic.MessageParam[] = [{ role: 'user', content: 'Hi' }];
const weather: Anthropic.Tool = { name: 'weather', input_schema: { type: 'object', properties: { city: { type: 'string' } } } };

describe("Anthropic's client", () => {
  test('gets an answer, whole and streamed', async () => {
    const { provider, asked } = scripted('one', ['Hel', 'lo', { type: 'usage', usage: { inputTokens: 3, outputTokens: 2 }, provenance: 'reported' }]);
    await using served = await serveProviders([provider]);
    const whole = await connect(served.url).messages.create({ model: 'small', max_tokens: 9, system: 'Be brief.', messages });
    expect(whole).toMatchObject({ role: 'assistant', content: [{ type: 'text', text: 'Hello' }], stop_reason: 'end_turn', usage: { input_tokens: 3, output_tokens: 2 } });
    expect(asked[0]?.messages[0]).toEqual({ role: 'system', content: expect.anything() });
    const stream = connect(served.url).messages.stream({ model: 'small', max_tokens: 9, messages });
    const pieces: string[] = [];
    stream.on('text', (text) => pieces.push(text));
    expect(await stream.finalText()).toBe('Hello');
    expect(pieces).toEqual(['Hel', 'lo']);
  });

  test('calls tools, thinks, and hands back what it was given', async () => {
    const { provider, asked } = scripted('one', asksForWeather);
    await using served = await serveProviders([provider]);
    const client = connect(served.url);
    const message = await client.messages.stream({ model: 'small', max_tokens: 9, messages, tools: [weather] }).finalMessage();
    expect(message.stop_reason).toBe('tool_use');
    expect(message.content).toMatchObject([{ type: 'thinking', thinking: 'Let me look.' }, { type: 'tool_use', id: 'call_1', name: 'weather', input: { city: 'Bern' } }]);
    await client.messages.create({
      model: 'small',
      max_tokens: 9,
      tools: [weather],
      messages: [...messages, { role: 'assistant', content: message.content }, { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'call_1', content: 'sunny' }] }],
    });
    expect(asked[1]?.messages.at(-1)).toMatchObject({ role: 'tool', content: [{ type: 'tool-result', id: 'call_1', content: 'sunny' }] });
  });

  test.each([
    ['rate-limited', Anthropic.RateLimitError, 429, 'rate_limit_error'],
    ['upstream', Anthropic.InternalServerError, 502, 'api_error'],
    ['not-found', Anthropic.NotFoundError, 404, 'not_found_error'],
  ] as const)('gets %s as its own kind of error', async (code, kind, status, type) => {
    const { provider } = scripted('one', async function* () {
      yield* [];
      await Promise.resolve();
      throw new ProviderError('no', { code });
    });
    await using served = await serveProviders([provider]);
    const failure: unknown = await connect(served.url).messages.create({ model: 'small', max_tokens: 9, messages }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(kind);
    expect(failure).toMatchObject({ status, error: { type: 'error', error: { type, message: 'one: no' } } });
  });

  test('gets an error for a stream that breaks off', async () => {
    const { provider } = scripted('one', async function* () {
      yield 'Hel';
      await Promise.resolve();
      throw new ProviderError('gone', { code: 'upstream' });
    });
    await using served = await serveProviders([provider]);
    await expect(connect(served.url).messages.stream({ model: 'small', max_tokens: 9, messages }).finalText()).rejects.toThrow('one: gone');
  });
});
