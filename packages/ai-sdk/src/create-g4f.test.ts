import { ProviderError, type Chunk } from '@g4f/core';
import { createRegistry } from '@g4f/registry';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { scripted } from '../test/scripted-provider.ts';
import { sdks } from '../test/sdks.ts';
import { createG4f } from './index.ts';

const usage: Chunk = { type: 'usage', usage: { inputTokens: 11, outputTokens: 7, cachedInputTokens: 4, reasoningTokens: 2 }, provenance: 'reported' };
const toolCall: Chunk = { type: 'tool-call', id: 'call_1', name: 'clock', arguments: '{"zone":"UTC"}', metadata: { acme: { thoughtSignature: 's' } } };

/** The SDK at work over a scripted provider. */
function stage(answers: Parameters<typeof scripted>[0], options: Parameters<typeof scripted>[1] = {}) {
  const { provider, calls } = scripted(answers, options);
  return { model: createG4f({ registry: createRegistry([provider]) })('m-1'), calls };
}

describe.each(sdks)('$name', ({ sdk, stepCount, everyPart, uiStream }) => {
  const { generateText, streamText, Output, tool, readUIMessageStream, createUIMessageStreamResponse } = sdk;
  const tools = { clock: tool({ description: 'Tells the time', inputSchema: z.object({ zone: z.string() }), execute: ({ zone }) => `noon in ${zone}` }) };

  test('generates text, with usage and the model that answered', async () => {
    const { model, calls } = stage([['Hello', ', world', usage, { type: 'finish', reason: 'stop', model: 'm-1-0613' }]]);
    const result = await generateText({ model, prompt: 'Hi', temperature: 0.5, maxOutputTokens: 9, providerOptions: { acme: { persona: 'pirate' } } });
    expect(result.text).toBe('Hello, world');
    expect(result.usage).toMatchObject({ inputTokens: 11, outputTokens: 7, totalTokens: 18 });
    expect(result.usage.inputTokenDetails).toMatchObject({ cacheReadTokens: 4 });
    expect(result.steps.at(-1)?.response.modelId).toBe('m-1-0613');
    expect(result.finishReason).toBe('stop');
    expect(result.warnings ?? []).toEqual([]);
    expect(calls[0]?.request).toMatchObject({ model: 'm-1', temperature: 0.5, maxTokens: 9, messages: [{ role: 'user' }], options: { acme: { persona: 'pirate' } } });
  });

  test('streams text and reasoning', async () => {
    const { model } = stage([[{ type: 'reasoning', text: 'Hm' }, { type: 'reasoning', text: '', metadata: { acme: { signature: 'sig' } } }, 'Hello', ', world']]);
    const result = streamText({ model, prompt: 'Hi' });
    expect(await Array.fromAsync(result.textStream)).toEqual(['Hello', ', world']);
    const [step] = await result.steps;
    expect(step?.content[0]).toEqual({ type: 'reasoning', text: 'Hm', providerMetadata: { acme: { signature: 'sig' } } });
    expect(step?.providerMetadata).toEqual({ g4f: { provider: 'acme' } });
  });

  test('runs tools over two steps, and hands back what the provider must have', async () => {
    const { model, calls } = stage([[{ type: 'reasoning', text: 'Look', metadata: { acme: { signature: 'sig' } } }, { type: 'tool-call-delta', id: 'call_1', name: 'clock', arguments: '{"zone":"UTC"}' }, toolCall], ['It is noon.']]);
    const result = streamText({ model, prompt: 'What is the time?', tools, stopWhen: stepCount(3) });
    await result.consumeStream();
    expect(await result.text).toBe('It is noon.');
    expect(calls[0]?.request).toMatchObject({ tools: [{ name: 'clock', description: 'Tells the time', parameters: { type: 'object' } }] });
    expect(calls[1]?.request.messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'What is the time?' }] },
      { role: 'assistant', content: [{ type: 'reasoning', text: 'Look', metadata: { acme: { signature: 'sig' } } }, toolCall] },
      { role: 'tool', content: [{ type: 'tool-result', id: 'call_1', content: 'noon in UTC' }] },
    ]);
  });

  test('makes objects that hold to a schema', async () => {
    const { model, calls } = stage([['{"colour":', '"blue"}']]);
    const result = await generateText({ model, prompt: 'Name a colour.', output: Output.object({ schema: z.object({ colour: z.string() }) }) });
    expect(result.output).toEqual({ colour: 'blue' });
    expect(calls[0]?.request.responseFormat).toMatchObject({ type: 'json', schema: { properties: { colour: { type: 'string' } } } });
  });

  test('asks again after a failure before content, and not after one that no retry mends', async () => {
    const busy = new ProviderError('slow down', { code: 'rate-limited', status: 429, retryAfter: 1 });
    const again = stage([[busy], ['Now']]);
    expect((await generateText({ model: again.model, prompt: 'Hi' })).text).toBe('Now');
    expect(again.calls).toHaveLength(2);
    const refused = stage([[new ProviderError('bad key', { code: 'unauthorized', status: 401 })]]);
    await expect(generateText({ model: refused.model, prompt: 'Hi' })).rejects.toMatchObject({ name: 'AI_APICallError', statusCode: 401, isRetryable: false, data: { code: 'unauthorized', provider: 'acme' } });
    expect(refused.calls).toHaveLength(1);
  });

  test('shows a failure after content as an error, and no finish', async () => {
    const { model, calls } = stage([['Half', new ProviderError('cut', { code: 'upstream' })]]);
    const errors: unknown[] = [];
    const result = streamText({ model, prompt: 'Hi', onError: ({ error }) => void errors.push(error) });
    expect(await Array.fromAsync(result.textStream)).toEqual(['Half']);
    expect(errors).toMatchObject([{ name: 'AI_APICallError', isRetryable: false, data: { code: 'interrupted' } }]);
    expect(calls).toHaveLength(1);
    const whole = stage([['Half', new ProviderError('cut', { code: 'upstream' })]]);
    await expect(generateText({ model: whole.model, prompt: 'Hi' })).rejects.toMatchObject({ data: { code: 'interrupted' } });
    expect(whole.calls).toHaveLength(1);
  });

  test('stops on abort, and tells the provider', async () => {
    const { model, calls } = stage([['One', ...Array<string>(1_000).fill(' more')]]);
    const controller = new AbortController();
    const aborted = Promise.withResolvers<undefined>();
    const result = streamText({ model, prompt: 'Hi', abortSignal: controller.signal, onAbort: () => aborted.resolve(undefined) });
    for await (const part of everyPart(result)) if (part.type === 'text-delta') controller.abort();
    await aborted.promise;
    expect(calls[0]?.init.signal.aborted).toBe(true);
  });

  test('stands among other providers of the SDK', async () => {
    const { provider } = scripted([['Hello']]);
    const model = sdk.createProviderRegistry({ g4f: createG4f({ provider }) }).languageModel('g4f:m-1');
    expect((await generateText({ model, prompt: 'Hi' })).text).toBe('Hello');
  });

  test('feeds `useChat`: the stream of a UI message', async () => {
    const { model } = stage([[{ type: 'reasoning', text: 'Hm' }, 'Hello', { type: 'source', url: 'https://a.example', title: 'A' }, toolCall], ['Noon.']]);
    const ask = () => uiStream(streamText({ model, prompt: 'Hi', tools, stopWhen: stepCount(2) }));
    const last = (await Array.fromAsync(readUIMessageStream({ stream: ask() }))).at(-1);
    expect(last?.parts.map(({ type }) => type)).toEqual(['step-start', 'reasoning', 'text', 'source-url', 'tool-clock', 'step-start', 'text']);
    expect(last?.parts[4]).toMatchObject({ state: 'output-available', input: { zone: 'UTC' }, output: 'noon in UTC' });
    const response = createUIMessageStreamResponse({ stream: ask() });
    expect(response.headers.get('x-vercel-ai-ui-message-stream')).toBe('v1');
    expect(await response.text()).toContain('"delta":"Noon."');
  });
});
