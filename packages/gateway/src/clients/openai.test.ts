import { ProviderError } from '@g4f/core';
import { createRegistry } from '@g4f/registry';
import { answer, neverEnd } from '@g4f/testkit/servers';
import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { asksForWeather, scripted } from '../../test/scripted.ts';
import { serveProviders } from '../../test/serve-providers.ts';
import { kinds, listenKind } from '../../test/upstreams.ts';

const connect = (url: string): OpenAI => new OpenAI({ baseURL: `${url}/v1`, apiKey: 'any', maxRetries: 0 });
const messages = [{ role: 'user', content: 'Hi' }] as const;
const weather = { type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } } } as const;

describe('the openai client', () => {
  test('gets an answer, whole and streamed, with usage', async () => {
    const { provider } = scripted('one', ['Hel', 'lo', { type: 'usage', usage: { inputTokens: 3, outputTokens: 2 }, provenance: 'reported' }]);
    await using served = await serveProviders([provider]);
    const client = connect(served.url);
    const { data, response, request_id } = await client.chat.completions.create({ model: 'small', messages: [...messages] }).withResponse();
    expect(data.choices[0]?.message.content).toBe('Hello');
    expect(data.usage).toMatchObject({ prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 });
    expect(response.headers.get('x-g4f-provider')).toBe('one');
    expect(request_id).toMatch(/^[\da-f-]{36}$/);

    const stream = client.chat.completions.stream({ model: 'one/small', messages: [...messages], stream_options: { include_usage: true } });
    const pieces: string[] = [];
    stream.on('content', (piece) => pieces.push(piece));
    const completion = await stream.finalChatCompletion();
    expect(pieces).toEqual(['Hel', 'lo']);
    expect(completion).toMatchObject({ model: 'one/small', usage: { total_tokens: 5 }, choices: [{ finish_reason: 'stop', message: { content: 'Hello' } }] });
  });

  test('calls tools, and hands back what they say', async () => {
    const { provider, asked } = scripted('one', asksForWeather);
    await using served = await serveProviders([provider]);
    const client = connect(served.url);
    const stream = client.chat.completions.stream({ model: 'small', messages: [...messages], tools: [weather] });
    const { choices: [choice] } = await stream.finalChatCompletion();
    expect(choice).toMatchObject({ finish_reason: 'tool_calls', message: { tool_calls: [{ id: 'call_1', function: { name: 'weather', arguments: '{"city":"Bern"}' } }] } });
    if (choice === undefined) throw new Error('no choice');
    await client.chat.completions.create({ model: 'small', tools: [weather], messages: [...messages, choice.message, { role: 'tool', tool_call_id: 'call_1', content: 'sunny' }] });
    expect(asked[1]?.messages.at(-1)).toMatchObject({ role: 'tool', content: [{ type: 'tool-result', id: 'call_1', content: 'sunny' }] });
  });

  test('sends images, a schema and settings', async () => {
    const { provider, asked } = scripted('one', ['{"city":"Bern"}']);
    await using served = await serveProviders([provider]);
    const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false };
    const completion = await connect(served.url).chat.completions.create({
      model: 'small',
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Where?' }, { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw==' } }] }],
      response_format: { type: 'json_schema', json_schema: { name: 'place', schema, strict: true } },
      temperature: 0.5,
      max_completion_tokens: 50,
      reasoning_effort: 'low',
    });
    expect(JSON.parse(completion.choices[0]?.message.content ?? '')).toEqual({ city: 'Bern' });
    expect(asked[0]).toMatchObject({ temperature: 0.5, maxTokens: 50, reasoningEffort: 'low', responseFormat: { type: 'json', schema } });
    expect(asked[0]?.messages[0]?.content[1]).toMatchObject({ type: 'image', data: new Uint8Array([137, 80, 78, 71]) });
  });

  test.each([
    ['rate-limited', OpenAI.RateLimitError, 429],
    ['unauthorized', OpenAI.InternalServerError, 502],
    ['timeout', OpenAI.InternalServerError, 504],
    ['invalid-request', OpenAI.BadRequestError, 400],
    ['unsupported', OpenAI.UnprocessableEntityError, 422],
  ] as const)('gets %s as its own kind of error', async (code, kind, status) => {
    const { provider } = scripted('one', async function* () {
      yield* [];
      await Promise.resolve();
      throw new ProviderError('no', { code });
    });
    await using served = await serveProviders([provider]);
    const failure: unknown = await connect(served.url).chat.completions.create({ model: 'small', messages: [...messages] }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(kind);
    expect(failure).toMatchObject({ status, error: { message: 'one: no' } });
  });

  test('gets an error for a stream that breaks off, relayed or not', async () => {
    const { provider } = scripted('one', async function* () {
      yield 'Hel';
      await Promise.resolve();
      throw new ProviderError('gone', { code: 'upstream' });
    });
    await using served = await serveProviders([provider]);
    const read = async (): Promise<string> => {
      let text = '';
      for await (const chunk of await connect(served.url).chat.completions.create({ model: 'small', messages: [...messages], stream: true })) text += chunk.choices[0]?.delta.content ?? '';
      return text;
    };
    await expect(read()).rejects.toMatchObject({ message: 'one: gone', code: 'interrupted' });
  });

  test('gets 404 for a model that nobody has, with the nearest name', async () => {
    await using served = await serveProviders([scripted('one', ['Hi']).provider]);
    const failure: unknown = await connect(served.url).chat.completions.create({ model: 'smal', messages: [...messages] }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(OpenAI.NotFoundError);
    expect(failure).toMatchObject({ code: 'model_not_found', message: expect.stringContaining('Did you mean') });
  });

  test('lists and finds models, slashes and all', async () => {
    await using served = await serveProviders([scripted('one', ['Hi']).provider, scripted('two', ['Hi']).provider]);
    const client = connect(served.url);
    const ids = (await Array.fromAsync(client.models.list())).map(({ id }) => id);
    expect(ids).toEqual(['small', 'vendor/large', 'tiny', 'one/small', 'one/vendor/large', 'one/tiny', 'two/small', 'two/vendor/large', 'two/tiny']);
    expect(await client.models.retrieve('two/vendor/large')).toMatchObject({ id: 'two/vendor/large', object: 'model', owned_by: 'two' });
    await expect(client.models.retrieve('none')).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  test('finds the names of its operator among the models, and is answered by them', async () => {
    const registry = createRegistry([scripted('one', ['from one']).provider, scripted('two', ['from two']).provider], { aliases: { cheap: 'two/small', small: ['gone', 'two/vendor/large'], nobody: 'gone' } });
    await using served = await serveProviders([], { registry });
    const client = connect(served.url);
    const listed = await Array.fromAsync(client.models.list());
    expect(listed.filter(({ id }) => !id.includes('/')).map(({ id, owned_by: owner }) => [id, owner])).toEqual([['cheap', 'two'], ['small', 'two'], ['tiny', 'one']]);
    for (const { id, owned_by: owner } of listed) {
      expect(await client.models.retrieve(id)).toMatchObject({ id, owned_by: owner });
      const { choices } = await client.chat.completions.create({ model: id, messages: [...messages] });
      expect([id, choices[0]?.message.content]).toEqual([id, `from ${owner}`]);
    }
  });

  test('is relayed: what upstream says reaches it byte for byte, and what it asks reaches upstream so', async () => {
    await using upstream = await listenKind(kinds.openai, answer(['Hel', 'lo']));
    await using served = await serveProviders([kinds.openai.provide(upstream.url)]);
    const body: OpenAI.ChatCompletionCreateParamsStreaming = { model: 'openai/small', messages: [...messages], stream: true, metadata: { odd: '1' } };
    const stream = await connect(served.url).chat.completions.create(body);
    const chunks = await Array.fromAsync(stream);
    expect(chunks.map(({ id, model }) => [id, model])).toContainEqual(['answer-1', 'loopback']);
    expect(JSON.parse(upstream.calls[0]?.body ?? '')).toEqual({ ...body, model: 'small' });
  });

  test('ends upstream when it leaves its loop', async () => {
    await using upstream = await listenKind(kinds.openai, neverEnd(['Hel', 'lo']));
    await using served = await serveProviders([kinds.openai.provide(upstream.url)]);
    for await (const _chunk of await connect(served.url).chat.completions.create({ model: 'small', messages: [...messages], stream: true })) break;
    expect(await upstream.calls[0]?.closed).toMatchObject({ isComplete: false });
    expect(served.errors).toEqual([]);
  });
});
