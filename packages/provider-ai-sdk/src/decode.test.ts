import type { Part } from '@g4f/core';
import { describe, expect, test } from 'vitest';
import { finish, scriptedModel, type Script } from '../test/scripted-model.ts';
import { fromLanguageModel } from './index.ts';

const messages = [{ role: 'user', content: 'Hi' }] as const;
const flags = { supportsTools: true } as const;

async function partsOf(parts: readonly unknown[], script: Script = {}): Promise<Part[]> {
  return Array.fromAsync(fromLanguageModel(scriptedModel(parts, script), { id: 'acme', flags }).createPartGenerator({ messages }));
}
const text = (delta: string, id = '0') => [{ type: 'text-start', id }, { type: 'text-delta', id, delta }, { type: 'text-end', id }];

describe('an answer', () => {
  test.each(['v2', 'v3', 'v4'] as const)('of a model of %s is text, usage, the model that answered and a finish', async (version) => {
    const parts = await partsOf(
      [{ type: 'stream-start', warnings: [] }, { type: 'response-metadata', id: 'r', modelId: 'm-1-0613' }, ...text('Hello'), version === 'v2' ? finish.v2 : finish.v3],
      { version },
    );
    expect(parts).toEqual([
      { type: 'text', text: 'Hello' },
      {
        type: 'usage',
        provenance: 'reported',
        usage: { inputTokens: 11, outputTokens: 7, cachedInputTokens: 4, reasoningTokens: 2, ...(version === 'v2' ? {} : { cacheWriteTokens: 1 }) },
      },
      { type: 'finish', reason: 'stop', model: 'm-1-0613', ...(version === 'v2' ? {} : { raw: 'end_turn' }) },
    ]);
  });

  test('keeps what must come back on the last piece of its block, the last word of the SDK', async () => {
    const parts = await partsOf([
      { type: 'reasoning-start', id: 'r', providerMetadata: { acme: { itemId: 'rs_1' } } },
      { type: 'reasoning-delta', id: 'r', delta: 'Hm' },
      { type: 'reasoning-delta', id: 'r', delta: '', providerMetadata: { acme: { signature: 'sig' } } },
      { type: 'reasoning-end', id: 'r' },
      { type: 'reasoning-start', id: 's', providerMetadata: { acme: { redactedData: 'xyz' } } },
      { type: 'reasoning-end', id: 's' },
      { type: 'text-start', id: 't', providerMetadata: { acme: { itemId: 'msg_1' } } },
      { type: 'text-delta', id: 't', delta: 'Yes' },
      finish.v3,
    ]);
    expect(parts.filter((part) => part.type === 'reasoning' || part.type === 'text')).toEqual([
      { type: 'reasoning', text: 'Hm' },
      { type: 'reasoning', text: '', metadata: { acme: { acme: { signature: 'sig' } } } },
      { type: 'reasoning', text: '', metadata: { acme: { acme: { redactedData: 'xyz' } } } },
      { type: 'text', text: 'Yes' },
      { type: 'text', text: '', metadata: { acme: { acme: { itemId: 'msg_1' } } } },
    ]);
  });

  test('gives tool calls as they grow and whole, and none that the service runs itself', async () => {
    const parts = await partsOf([
      { type: 'tool-input-start', id: 'c1', toolName: 'clock' },
      { type: 'tool-input-delta', id: 'c1', delta: '{"zone":' },
      { type: 'tool-input-delta', id: 'c1', delta: '"UTC"}' },
      { type: 'tool-input-end', id: 'c1' },
      { type: 'tool-call', toolCallId: 'c1', toolName: 'clock', input: '{"zone":"UTC"}', providerMetadata: { google: { thoughtSignature: 's' } } },
      { type: 'tool-input-start', id: 'c2', toolName: 'search', providerExecuted: true },
      { type: 'tool-input-delta', id: 'c2', delta: '{}' },
      { type: 'tool-call', toolCallId: 'c2', toolName: 'search', input: '{}', providerExecuted: true },
      { type: 'tool-result', toolCallId: 'c2', toolName: 'search', result: [] },
      { ...finish.v3, finishReason: { unified: 'tool-calls', raw: 'tool_use' }, usage: {} },
    ]);
    expect(parts).toEqual([
      { type: 'tool-call-delta', id: 'c1', name: 'clock', arguments: '' },
      { type: 'tool-call-delta', id: 'c1', arguments: '{"zone":' },
      { type: 'tool-call-delta', id: 'c1', arguments: '"UTC"}' },
      { type: 'tool-call', id: 'c1', name: 'clock', arguments: '{"zone":"UTC"}', metadata: { acme: { google: { thoughtSignature: 's' } } } },
      { type: 'finish', reason: 'tool-calls', raw: 'tool_use' },
    ]);
  });

  test('gives files of each version, sources and warnings in its own words', async () => {
    const parts = await partsOf([
      {
        type: 'stream-start',
        warnings: [
          { type: 'unsupported-setting', setting: 'maxOutputTokens', details: 'no limit here' },
          { type: 'unsupported', feature: 'topK' },
          { type: 'other', message: 'old model' },
        ],
      },
      ...text('a'),
      { type: 'file', mediaType: 'image/png', data: 'AQID' },
      { type: 'file', mediaType: 'image/png', data: { type: 'data', data: Uint8Array.of(1, 2) } },
      { type: 'file', mediaType: 'video/mp4', data: { type: 'url', url: new URL('https://acme.example/v.mp4') } },
      { type: 'source', sourceType: 'url', id: 's', url: 'https://a.example', title: 'A' },
      { type: 'source', sourceType: 'document', id: 'd', mediaType: 'text/plain', title: 'D' },
      finish.v3,
    ]);
    expect(parts.filter(({ type }) => type === 'file' || type === 'source' || type === 'warning')).toEqual([
      { type: 'warning', setting: 'maxTokens', message: 'no limit here' },
      { type: 'warning', setting: 'topK', message: 'topK is not supported by this model' },
      { type: 'warning', setting: 'request', message: 'old model' },
      { type: 'file', mediaType: 'image/png', data: Uint8Array.of(1, 2, 3) },
      { type: 'file', mediaType: 'image/png', data: Uint8Array.of(1, 2) },
      { type: 'warning', setting: 'file', message: 'a file of the type video/mp4 was made, and stands at https://acme.example/v.mp4' },
      { type: 'source', url: 'https://a.example', title: 'A' },
    ]);
  });

  test('passes over parts that it does not know, and those that are broken', async () => {
    const odd = [{ type: 'ping' }, { type: 'raw', rawValue: {} }, { type: 'custom', kind: 'a.b' }, { type: 'hologram' }, { type: 'text-delta', id: 'x' }, {}, null, 7, 'text', { type: 'file' }];
    expect(await partsOf([...odd, ...text('Still here'), ...odd, finish.v3])).toContainEqual({ type: 'text', text: 'Still here' });
  });

  test('has no usage where the SDK counts nothing', async () => {
    const nothing = { inputTokens: { total: undefined, cacheRead: NaN }, outputTokens: {} };
    const zeros = { inputTokens: { total: 0, cacheRead: 0 }, outputTokens: { total: 0 } };
    for (const usage of [nothing, zeros, undefined]) {
      expect((await partsOf([...text('a'), { ...finish.v3, usage }])).map(({ type }) => type)).toEqual(['text', 'finish']);
    }
  });
});

describe('the end', () => {
  const ends = (finishReason: unknown) => partsOf([...text('Half'), { ...finish.v3, finishReason }]);

  test('that does not come is an interruption', async () => {
    await expect(partsOf(text('Half'))).rejects.toMatchObject({ code: 'interrupted', message: expect.stringContaining('without a finish') });
    await expect(partsOf([])).rejects.toMatchObject({ code: 'upstream' });
  });

  test.each([{ unified: 'other', raw: undefined }, { unified: 'interrupted', raw: undefined }, 'unknown', undefined])('for no reason, %o, is an interruption', async (reason) => {
    await expect(ends(reason)).rejects.toMatchObject({ code: 'interrupted', message: expect.stringContaining('no reason') });
  });

  test('for no reason is taken from a model that never gives one, if the caller says so', async () => {
    const model = scriptedModel([...text('Whole'), { ...finish.v2, finishReason: 'unknown' }], { version: 'v2' });
    const parts = await Array.fromAsync(fromLanguageModel(model, { requiresFinishReason: false }).createPartGenerator({ messages }));
    expect(parts.at(-1)).toEqual({ type: 'finish', reason: 'other' });
  });

  test('keeps the word of upstream', async () => {
    expect((await ends({ unified: 'other', raw: 'pause_turn' })).at(-1)).toEqual({ type: 'finish', reason: 'other', raw: 'pause_turn' });
    expect((await ends({ unified: 'content-filter', raw: 'SAFETY' })).at(-1)).toMatchObject({ reason: 'content-filter' });
    expect((await ends('other')).at(-1)).toEqual({ type: 'finish', reason: 'other' });
  });

  test('in an error is one', async () => {
    await expect(ends({ unified: 'error', raw: 'MALFORMED_FUNCTION_CALL' })).rejects.toMatchObject({ code: 'interrupted', message: expect.stringContaining('MALFORMED') });
  });
});
