import { HumanMessage } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import { expect, test } from 'vitest';
import { asksForWeather, scripted } from '../../test/scripted.ts';
import { serveProviders } from '../../test/serve-providers.ts';

const connect = (url: string): ChatOpenAI => new ChatOpenAI({ model: 'small', apiKey: 'any', maxRetries: 0, configuration: { baseURL: `${url}/v1` } });

test('LangChain invokes, streams and counts', async () => {
  const { provider } = scripted('one', ['Hel', 'lo', { type: 'usage', usage: { inputTokens: 3, outputTokens: 2 }, provenance: 'reported' }]);
  await using served = await serveProviders([provider]);
  const message = await connect(served.url).invoke([new HumanMessage('Hi')]);
  expect(message.text).toBe('Hello');
  expect(message.usage_metadata).toMatchObject({ input_tokens: 3, output_tokens: 2 });
  const pieces = await Array.fromAsync(await connect(served.url).stream('Hi'));
  expect(pieces.map(({ text }) => text).join('')).toBe('Hello');
});

test('LangChain calls tools', async () => {
  const { provider } = scripted('one', asksForWeather);
  await using served = await serveProviders([provider]);
  const schema = { type: 'object', properties: { city: { type: 'string' } } };
  const model = connect(served.url).bindTools([{ type: 'function', function: { name: 'weather', parameters: schema } }]);
  expect((await model.invoke('Hi')).tool_calls).toMatchObject([{ id: 'call_1', name: 'weather', args: { city: 'Bern' } }]);
});
