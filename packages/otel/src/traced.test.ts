import { defineProvider, isProviderError, ProviderError, type Chunk, type ProviderInfo } from '@g4f/core';
import { createAibn } from '@g4f/provider-aibn';
import { aibnServer } from '@g4f/testkit/servers';
import { metrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { describe, expect, test } from 'vitest';
import { watch } from '../test/watch.ts';
import { traced } from './index.ts';

const info = { url: 'https://api.example.com/v1', models: ['small', 'large'], working: true, supportsSystemMessage: true, supportsTools: true } as const satisfies Omit<ProviderInfo, 'id'>;
const secret = 'a private matter';
const messages = [{ role: 'user', content: secret }] as const;
const whole: readonly Chunk[] = [
  'Of ',
  { type: 'reasoning', text: 'hm' },
  'course',
  { type: 'usage', usage: { inputTokens: 40, outputTokens: 8, cachedInputTokens: 30, reasoningTokens: 1 }, provenance: 'reported' },
  { type: 'finish', reason: 'stop', model: 'small-2026' },
];

const says = (chunks: readonly Chunk[] = whole, more: Partial<ProviderInfo> = {}) =>
  defineProvider({ ...info, id: 'plain', ...more }, async function* () {
    yield* chunks;
  });
const fails = (error: unknown, ...before: readonly Chunk[]) =>
  defineProvider({ ...info, id: 'broken' }, async function* () {
    yield* before;
    throw error;
  });

describe('a call', () => {
  test('is a client span by the conventions, whichever way it is read', async () => {
    await using sdk = watch();
    const provider = traced(says(), sdk.telemetry);
    const request = { messages, temperature: 0.5, topP: 0.9, maxTokens: 100, seed: 7, stop: ['END'], reasoningEffort: 'low' } as const;
    expect(await provider.createAsync(request)).toBe('Of course');
    expect(await Array.fromAsync(provider.createAsyncGenerator(request))).toEqual(['Of ', 'course']);
    expect(await Array.fromAsync(provider.createPartGenerator(request))).toEqual(await Array.fromAsync(says().createPartGenerator(request)));
    const spans = sdk.spans();
    expect(spans.map(({ name, kind, status }) => [name, kind, status.code])).toEqual(Array(3).fill(['chat small', SpanKind.CLIENT, SpanStatusCode.UNSET]));
    for (const { attributes } of spans) {
      const { 'gen_ai.response.time_to_first_chunk': firstChunk, ...rest } = attributes;
      expect(firstChunk).toBeTypeOf('number');
      expect(rest).toEqual({
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'plain',
        'gen_ai.request.model': 'small',
        'gen_ai.request.stream': true,
        'gen_ai.request.temperature': 0.5,
        'gen_ai.request.top_p': 0.9,
        'gen_ai.request.max_tokens': 100,
        'gen_ai.request.seed': 7,
        'gen_ai.request.stop_sequences': ['END'],
        'gen_ai.request.reasoning.level': 'low',
        'gen_ai.response.model': 'small-2026',
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.usage.input_tokens': 40,
        'gen_ai.usage.output_tokens': 8,
        'gen_ai.usage.cache_read.input_tokens': 30,
        'gen_ai.usage.reasoning.output_tokens': 1,
        'g4f.usage.provenance': 'reported',
        'server.address': 'api.example.com',
        'server.port': 443,
      });
    }
  });

  test('is counted in the metrics, with the buckets that are advised', async () => {
    await using sdk = watch();
    await traced(says(), sdk.telemetry).createAsync({ messages, model: 'large' });
    const common = { 'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': 'plain', 'gen_ai.request.model': 'large', 'gen_ai.response.model': 'small-2026', 'server.address': 'api.example.com', 'server.port': 443 };
    expect(await sdk.metric('gen_ai.client.token.usage')).toMatchObject([
      { attributes: { ...common, 'gen_ai.token.type': 'input' }, count: 1, sum: 40 },
      { attributes: { ...common, 'gen_ai.token.type': 'output' }, count: 1, sum: 8 },
    ]);
    expect(await sdk.metric('gen_ai.client.operation.duration')).toMatchObject([{ attributes: common, count: 1, boundaries: [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] }]);
    expect(await sdk.metric('gen_ai.client.operation.time_to_first_chunk')).toMatchObject([{ attributes: common, count: 1 }]);
  });

  test('guesses no tokens: an estimate is on the span and in no metric', async () => {
    await using sdk = watch();
    await traced(says(['x', { type: 'usage', usage: { outputTokens: 9 }, provenance: 'estimated' }]), sdk.telemetry).createAsync({ messages });
    expect(sdk.spans()[0]?.attributes).toMatchObject({ 'gen_ai.usage.output_tokens': 9, 'g4f.usage.provenance': 'estimated' });
    expect(await sdk.metric('gen_ai.client.token.usage')).toEqual([]);
  });

  test('says where a real server is', async () => {
    await using sdk = watch();
    await using server = await aibnServer();
    await traced(createAibn({ baseURL: server.url }), sdk.telemetry).createAsync({ messages });
    expect(sdk.spans()[0]?.attributes).toMatchObject({ 'server.address': '127.0.0.1', 'server.port': Number(new URL(server.url).port), 'gen_ai.provider.name': 'aibn' });
  });

  test('has the name that the conventions have for its service', async () => {
    await using sdk = watch();
    for (const id of ['gemini', 'mistral', 'xai', 'openai', 'constructor']) await traced(says(whole, { id }), sdk.telemetry).createAsync({ messages });
    expect(sdk.spans().map(({ attributes }) => attributes['gen_ai.provider.name'])).toEqual(['gcp.gemini', 'mistral_ai', 'x_ai', 'openai', 'constructor']);
  });
});

describe('what is said', () => {
  const request = { messages: [{ role: 'system', content: 'Be kind' }, ...messages], tools: [{ name: 'look', parameters: {} }] } as const;

  test('is in no span, unless it is asked for', async () => {
    await using sdk = watch();
    await traced(says(), sdk.telemetry).createAsync(request);
    expect(JSON.stringify(sdk.spans().map(({ attributes, events, status }) => [attributes, events, status]))).not.toMatch(/private|course|kind|look/);
  });

  test('is in the shape of the conventions where it is', async () => {
    await using sdk = watch();
    await traced(says([...whole.slice(0, -1), { type: 'tool-call', id: '1', name: 'look', arguments: '{}' }]), { ...sdk.telemetry, captureContent: true }).createAsync(request);
    const { attributes = {} } = sdk.spans()[0] ?? {};
    expect(JSON.parse(String(attributes['gen_ai.input.messages']))).toEqual([
      { role: 'system', parts: [{ type: 'text', content: 'Be kind' }] },
      { role: 'user', parts: [{ type: 'text', content: secret }] },
    ]);
    expect(JSON.parse(String(attributes['gen_ai.tool.definitions']))).toEqual([{ type: 'function', name: 'look', parameters: {} }]);
    expect(JSON.parse(String(attributes['gen_ai.output.messages']))).toEqual([
      {
        role: 'assistant',
        parts: [{ type: 'text', content: 'Of ' }, { type: 'reasoning', content: 'hm' }, { type: 'text', content: 'course' }, { type: 'tool_call', id: '1', name: 'look', arguments: '{}' }],
        finish_reason: 'tool-calls',
      },
    ]);
  });
});

describe('a call that does not end well', () => {
  test('is an error with its code', async () => {
    await using sdk = watch();
    const provider = traced(fails(new ProviderError(`no: ${secret}`, { code: 'rate-limited', provider: 'broken', status: 429 })), sdk.telemetry);
    await expect(provider.createAsync({ messages })).rejects.toMatchObject({ code: 'rate-limited', provider: 'broken', status: 429 });
    expect(sdk.spans()).toMatchObject([{ status: { code: SpanStatusCode.ERROR }, attributes: { 'error.type': 'rate-limited', 'http.response.status_code': 429 } }]);
    expect(await sdk.metric('gen_ai.client.operation.duration')).toMatchObject([{ attributes: { 'error.type': 'rate-limited' } }]);
  });

  test('is the same error as without a span', async () => {
    await using sdk = watch();
    const failures = [fails(new Error('reset')), fails(new Error('reset'), 'some'), fails(new Error('reset'), { type: 'reasoning', text: 'hm' }), says([]), says([{ type: 'reasoning', text: 'hm' }])];
    for (const provider of failures) {
      for (const view of ['createAsync', 'createAsyncGenerator', 'createPartGenerator'] as const) {
        const outcomes = await Promise.all(
          [provider, traced(provider, sdk.telemetry)].map(async (each) => {
            try {
              const answer = each[view]({ messages });
              return answer instanceof Promise ? await answer : await Array.fromAsync<unknown>(answer);
            } catch (error) {
              return isProviderError(error) ? { ...error.toJSON(), message: error.message.replace(/ \(finish reason: .*/, '') } : error;
            }
          }),
        );
        expect(outcomes[1]).toEqual(outcomes[0]);
      }
    }
  });

  test('is no error where the caller aborted or left, and ends its span', async () => {
    await using sdk = watch();
    const reason = new Error('enough');
    const controller = new AbortController();
    const hanging = defineProvider({ ...info, id: 'hanging' }, async function* (_, { signal }) {
      yield 'one';
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
    });
    const provider = traced(hanging, sdk.telemetry);
    const reading = Array.fromAsync(provider.createAsyncGenerator({ messages }, { signal: controller.signal }));
    setImmediate(() => controller.abort(reason));
    await expect(reading).rejects.toBe(reason);
    for await (const chunk of provider.createAsyncGenerator({ messages })) if (chunk === 'one') break;
    expect(sdk.spans().map(({ attributes, status }) => [attributes['g4f.outcome'], attributes['error.type'], status.code])).toEqual(Array(2).fill(['aborted', undefined, SpanStatusCode.UNSET]));
  });

  test('has a span where the provider itself refuses the request', async () => {
    await using sdk = watch();
    const provider = traced(says(whole, { supportsTools: false }), sdk.telemetry);
    await expect(provider.createAsync({ messages, tools: [{ name: 'look', parameters: {} }] })).rejects.toMatchObject({ code: 'unsupported' });
    expect(sdk.spans()).toMatchObject([{ attributes: { 'error.type': 'unsupported' } }]);
  });
});

describe('a traced provider', () => {
  test('is what it was: id, flags, models and what else it can do', () => {
    const provider = says(whole, { aliases: { tiny: 'small' } });
    const { createAsync: _a, createAsyncGenerator: _g, createPartGenerator: _p, ...rest } = traced(provider);
    expect(provider).toMatchObject(rest);
    expect(JSON.stringify(traced(provider))).toBe(JSON.stringify(provider));
  });

  test('works without an SDK', async () => {
    expect(await traced(says()).createAsync({ messages })).toBe('Of course');
  });

  test('finds an SDK that is registered after it was made', async () => {
    await using sdk = watch();
    const provider = traced(says());
    metrics.setGlobalMeterProvider(sdk.meters);
    trace.setGlobalTracerProvider(sdk.tracers);
    try {
      await provider.createAsync({ messages });
    } finally {
      trace.disable();
      metrics.disable();
    }
    expect(sdk.spans()).toMatchObject([{ name: 'chat small', instrumentationScope: { name: '@g4f/otel', schemaUrl: 'https://opentelemetry.io/schemas/1.41.0' } }]);
    expect(await sdk.metric('gen_ai.client.token.usage')).toHaveLength(2);
  });

  test('is asked for the model that is meant by an alias', async () => {
    await using sdk = watch();
    await traced(says(whole, { aliases: { tiny: 'large' } }), sdk.telemetry).createAsync({ messages, model: 'tiny' });
    expect(sdk.spans()[0]?.name).toBe('chat large');
  });
});
