import Anthropic from '@anthropic-ai/sdk';
import { createAnthropic } from '@g4f/provider-anthropic';
import { listen } from '@g4f/testkit/servers';
import { expect, test } from 'vitest';
import { scripted } from '../../test/scripted.ts';
import { serveProviders } from '../../test/serve-providers.ts';
import { countTokens } from './tokenizer.ts';

const connect = (url: string): Anthropic => new Anthropic({ baseURL: url, apiKey: 'any', maxRetries: 0 });
const signal = new AbortController().signal;

test("Anthropic's client gets an estimate that says that it is one", async () => {
  await using served = await serveProviders([scripted('one', ['ok']).provider]);
  const count = (content: Anthropic.MessageParam['content']) => connect(served.url).messages.countTokens({ model: 'small', messages: [{ role: 'user', content }] });
  const short = await count('The quick brown fox jumps over the lazy dog.');
  expect(short).toMatchObject({ input_tokens: 13, estimated: true });
  const { input_tokens: withPicture } = await count([{ type: 'text', text: 'The quick brown fox jumps over the lazy dog.' }, { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw==' } }]);
  expect(withPicture).toBe(1_613);
  const { input_tokens: withText } = await count([{ type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'The quick brown fox jumps over the lazy dog.' } }]);
  expect(withText).toBe(13);
});

test('tools and the system prompt count', async () => {
  await using served = await serveProviders([scripted('one', ['ok']).provider]);
  const client = connect(served.url);
  const messages: Anthropic.MessageParam[] = [{ role: 'user', content: 'Hi' }];
  const { input_tokens: bare } = await client.messages.countTokens({ model: 'small', messages });
  const { input_tokens: more } = await client.messages.countTokens({ model: 'small', messages, system: 'Be brief.', tools: [{ name: 'weather', description: 'Tells the weather of a city', input_schema: { type: 'object' } }] });
  expect(more).toBeGreaterThan(bare + 10);
});

test('the service itself counts where it can, and what it may not see is not sent', async () => {
  const bodies: unknown[] = [];
  await using upstream = await listen((request, response) => {
    let body = '';
    request.on('data', (bytes: Buffer) => (body += bytes.toString())).on('end', () => {
      bodies.push(JSON.parse(body));
      response.writeHead(request.url === '/v1/messages/count_tokens' ? 200 : 404, { 'content-type': 'application/json' }).end('{"input_tokens":42}');
    });
  });
  await using served = await serveProviders([createAnthropic({ baseURL: upstream.url, apiKey: 'key', models: ['small'] })]);
  const counted = await connect(served.url).messages.countTokens({ model: 'small', system: 'Be brief.', messages: [{ role: 'user', content: 'Hi' }] });
  expect(counted).toEqual({ input_tokens: 42 });
  expect(bodies).toEqual([{ model: 'small', system: expect.anything() as unknown, messages: [{ role: 'user', content: expect.anything() as unknown }] }]);
});

test('a service that refuses leaves an estimate', async () => {
  await using upstream = await listen((_request, response) => void response.writeHead(404).end('{}'));
  await using served = await serveProviders([createAnthropic({ baseURL: upstream.url, apiKey: 'key', models: ['small'] })]);
  expect(await connect(served.url).messages.countTokens({ model: 'small', messages: [{ role: 'user', content: 'Hi' }] })).toMatchObject({ estimated: true });
});

test('mistakes and unknown models are told in the shape of the wire', async () => {
  await using served = await serveProviders([scripted('one', ['ok']).provider]);
  const client = connect(served.url);
  await expect(client.messages.countTokens({ model: 'nobody', messages: [{ role: 'user', content: 'Hi' }] })).rejects.toMatchObject({ status: 404, type: 'not_found_error' });
  await expect(client.messages.countTokens({ model: 'small', messages: [] })).rejects.toMatchObject({ status: 400, type: 'invalid_request_error' });
});

test('a word without an end, and words that a vocabulary keeps for itself, are counted in a moment', async () => {
  expect(await countTokens(['a'.repeat(1_000_000)], signal)).toBe(125_000);
  expect(await countTokens([' '.repeat(100_000), '<|endoftext|>'], signal)).toBeGreaterThan(7);
});

test('who leaves stops the counting', async () => {
  await expect(countTokens(['word '.repeat(100_000)], AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
});
