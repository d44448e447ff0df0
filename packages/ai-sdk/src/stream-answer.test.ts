import { APICallError } from '@ai-sdk/provider';
import { ProviderError } from '@g4f/core';
import { describe, expect, test } from 'vitest';
import { scripted } from '../test/scripted-provider.ts';
import { createG4f } from './index.ts';

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }];
const cut = new ProviderError('cut', { code: 'upstream' });
const modelOf = (...answers: Parameters<typeof scripted>[0]) => {
  const { provider, calls } = scripted(answers);
  return { model: createG4f({ provider })('m-1'), calls };
};

describe('a stream of the SDK', () => {
  test('does not start before the first content, so that the SDK may ask again', async () => {
    const { model } = modelOf([{ type: 'source', url: 'https://a.example' }, new ProviderError('busy', { code: 'rate-limited', status: 429, retryAfter: 1_500 })]);
    const error: unknown = await Promise.resolve(model.doStream({ prompt })).catch((reason: unknown) => reason);
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      message: 'acme: busy',
      url: 'https://acme.example',
      statusCode: 429,
      isRetryable: true,
      responseHeaders: { 'retry-after': '2', 'retry-after-ms': '1500' },
      data: { code: 'rate-limited', provider: 'acme', retryAfter: 1_500 },
      cause: { code: 'rate-limited' },
    });
  });

  test('tells warnings at its start, and those that come late at its end', async () => {
    const { model } = modelOf([{ type: 'warning', setting: 'maxTokens', message: 'no limit here' }, 'Hello', { type: 'warning', setting: 'seed', message: 'late' }]);
    const parts = await Array.fromAsync((await model.doStream({ prompt, topK: 3 })).stream);
    expect(parts[0]).toEqual({
      type: 'stream-start',
      warnings: [
        { type: 'unsupported', feature: 'topK' },
        { type: 'unsupported', feature: 'maxOutputTokens', details: 'no limit here' },
      ],
    });
    expect(parts.at(-1)).toMatchObject({ type: 'finish', providerMetadata: { g4f: { provider: 'acme', warnings: [{ setting: 'seed', message: 'late' }] } } });
  });

  test('ends a failure after content with an error, and no finish', async () => {
    const parts = await Array.fromAsync((await modelOf(['Half', cut]).model.doStream({ prompt })).stream);
    expect(parts.map(({ type }) => type)).toEqual(['stream-start', 'text-start', 'text-delta', 'error']);
  });

  test('lets the reason of an abort through untouched, before and after the first content', async () => {
    const reason = { why: 'the user left' };
    const { model } = modelOf(['One', ' two', ' three']);
    await expect(model.doStream({ prompt, abortSignal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const reader = (await model.doStream({ prompt, abortSignal: controller.signal })).stream.getReader();
    await reader.read();
    controller.abort(reason);
    const left = (async () => {
      while (!(await reader.read()).done);
    })();
    await expect(left).rejects.toBe(reason);
  });

  test('is read at the pace of its reader, and leaving it ends the call', async () => {
    const { model, calls } = modelOf(Array<string>(1_000).fill('more '));
    const { stream } = await model.doStream({ prompt });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(calls[0]?.init.signal.aborted).toBe(false);
    await stream.cancel();
    expect(calls[0]?.init.signal.aborted).toBe(true);
  });
});

describe('an answer in one piece', () => {
  test('holds text, reasoning, calls, files and sources', async () => {
    const { model } = modelOf([
      { type: 'reasoning', text: 'Hm', metadata: { acme: { signature: 'sig' } } },
      'Hel',
      'lo',
      { type: 'file', data: Uint8Array.of(1), mediaType: 'image/png' },
      { type: 'source', url: 'https://a.example' },
      { type: 'tool-call', id: 'c', name: 'clock', arguments: '{}' },
      { type: 'usage', usage: { inputTokens: 11, outputTokens: 7, cachedInputTokens: 4, cacheWriteTokens: 1, reasoningTokens: 2 }, provenance: 'estimated' },
    ]);
    expect(await model.doGenerate({ prompt })).toEqual({
      content: [
        { type: 'reasoning', text: 'Hm', providerMetadata: { acme: { signature: 'sig' } } },
        { type: 'text', text: 'Hello' },
        { type: 'file', data: Uint8Array.of(1), mediaType: 'image/png' },
        { type: 'source', sourceType: 'url', id: 'https://a.example', url: 'https://a.example' },
        { type: 'tool-call', toolCallId: 'c', toolName: 'clock', input: '{}' },
      ],
      finishReason: { unified: 'tool-calls', raw: undefined },
      usage: {
        inputTokens: { total: 11, noCache: 6, cacheRead: 4, cacheWrite: 1 },
        outputTokens: { total: 7, text: 5, reasoning: 2 },
        raw: { provenance: 'estimated' },
      },
      providerMetadata: { g4f: { provider: 'acme' } },
      response: {},
      warnings: [],
    });
  });

  test('is an error where it breaks off', async () => {
    await expect(modelOf(['Half', cut]).model.doGenerate({ prompt })).rejects.toMatchObject({ isRetryable: false, data: { code: 'interrupted' } });
  });
});
