import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, jsonSchema, Output, streamText, type LanguageModel } from 'ai';
import { describe, expect, test } from 'vitest';
import { asksForWeather, scripted } from '../../test/scripted.ts';
import { serveProviders } from '../../test/serve-providers.ts';

const models: readonly (readonly [string, (url: string) => LanguageModel])[] = [
  ['@ai-sdk/openai-compatible', (url) => createOpenAICompatible({ name: 'g4f', baseURL: `${url}/v1`, includeUsage: true, supportsStructuredOutputs: true })('small')],
  ['@ai-sdk/anthropic', (url) => createAnthropic({ baseURL: `${url}/v1`, apiKey: 'any' })('small')],
];
const weather = { description: 'Tells it', inputSchema: jsonSchema<{ city: string }>({ type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }) };

describe.each(models)('%s', (_name, modelOf) => {
  test('streams text with usage', async () => {
    const { provider } = scripted('one', ['Hel', 'lo', { type: 'usage', usage: { inputTokens: 3, outputTokens: 2 }, provenance: 'reported' }]);
    await using served = await serveProviders([provider]);
    const result = streamText({ model: modelOf(served.url), prompt: 'Hi', maxRetries: 0 });
    expect(await Array.fromAsync(result.textStream)).toEqual(['Hel', 'lo']);
    expect(await result.usage).toMatchObject({ inputTokens: 3, outputTokens: 2 });
    expect(await result.finishReason).toBe('stop');
  });

  test('calls tools, and sees the thoughts', async () => {
    const { provider } = scripted('one', asksForWeather);
    await using served = await serveProviders([provider]);
    const { toolCalls, finalStep, finishReason } = await generateText({ model: modelOf(served.url), prompt: 'Hi', tools: { weather }, maxRetries: 0 });
    expect(toolCalls).toMatchObject([{ toolName: 'weather', toolCallId: 'call_1', input: { city: 'Bern' } }]);
    expect([finalStep.reasoningText, finishReason]).toEqual(['Let me look.', 'tool-calls']);
  });

  test('sends images, and tells a failure', async () => {
    const { provider, asked } = scripted('one', ['A cat.']);
    await using served = await serveProviders([provider]);
    const content = [{ type: 'text' as const, text: 'What?' }, { type: 'image' as const, image: new Uint8Array([137, 80, 78, 71]), mediaType: 'image/png' }];
    expect((await generateText({ model: modelOf(served.url), messages: [{ role: 'user', content }], maxRetries: 0 })).text).toBe('A cat.');
    expect(asked[0]?.messages[0]?.content[1]).toMatchObject({ type: 'image' });
    await using nobody = await serveProviders([]);
    await expect(generateText({ model: modelOf(nobody.url), prompt: 'Hi', maxRetries: 0 })).rejects.toMatchObject({ statusCode: 503 });
  });
});

test('@ai-sdk/openai-compatible gets an object', async () => {
  const { provider, asked } = scripted('one', ['{"city":', '"Bern"}']);
  await using served = await serveProviders([provider]);
  const model = createOpenAICompatible({ name: 'g4f', baseURL: `${served.url}/v1`, supportsStructuredOutputs: true })('small');
  const schema = jsonSchema<{ city: string }>({ type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false });
  expect((await generateText({ model, prompt: 'Where?', output: Output.object({ schema }), maxRetries: 0 })).output).toEqual({ city: 'Bern' });
  expect(asked[0]?.responseFormat).toMatchObject({ type: 'json', schema: { required: ['city'] } });
});
