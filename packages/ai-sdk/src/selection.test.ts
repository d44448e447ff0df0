import { NoSuchModelError } from '@ai-sdk/provider';
import { createRegistry, fallback } from '@g4f/registry';
import { generateText, tool } from 'ai';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { scripted } from '../test/scripted-provider.ts';
import { createG4f, type RegistryLike } from './index.ts';

const plain = scripted([['plain']], { id: 'plain', models: ['m-1'], supportsTools: false, supportsImages: false });
const able = scripted([['able']], { id: 'able', models: ['m-1', 'm-2'], aliases: { fast: 'm-2' } });
const dead = scripted([['dead']], { id: 'dead', models: ['m-3'], working: false });
const registry = createRegistry([plain.provider, able.provider, dead.provider], { aliases: { best: 'able/m-2' } });
const g4f = createG4f({ registry });
const tools = { clock: tool({ inputSchema: z.object({ zone: z.string() }), execute: ({ zone }) => `noon in ${zone}` }) };

describe('a registry as a provider of the AI SDK', () => {
  test('asks the first who can take the request', async () => {
    expect((await generateText({ model: g4f('m-1'), prompt: 'Hi' })).text).toBe('plain');
    expect((await generateText({ model: g4f('m-1'), prompt: 'Hi', tools })).text).toBe('able');
    const image = { type: 'file', data: Uint8Array.of(0x89, 0x50, 0x4e, 0x47), mediaType: 'image/png' } as const;
    expect((await generateText({ model: g4f('m-1'), messages: [{ role: 'user', content: [image] }] })).text).toBe('able');
    expect(able.calls.at(-1)?.request.messages).toEqual([{ role: 'user', content: [{ type: 'image', data: image.data, mediaType: 'image/png' }] }]);
  });

  test.each([
    ['able/m-1', 'm-1'],
    ['fast', 'm-2'],
    ['best', 'm-2'],
  ])('takes %s for a model', async (name, model) => {
    for (const make of [g4f, g4f.languageModel, g4f.chat]) {
      await generateText({ model: make(name), prompt: 'Hi' });
      expect(able.calls.at(-1)?.request.model).toBe(model);
    }
  });

  test('has no model that nobody has, and none of another kind', () => {
    expect(() => g4f('m-9')).toThrow(NoSuchModelError);
    expect(() => g4f('m-9')).toThrow(/no provider for/);
    for (const make of [g4f.embeddingModel, g4f.imageModel]) expect(() => make('m-1')).toThrow(NoSuchModelError);
  });

  test('says why nobody can take a request, and is not asked again', async () => {
    const refused = generateText({ model: g4f('plain/m-1'), prompt: 'Hi', tools });
    await expect(refused).rejects.toMatchObject({ name: 'AI_APICallError', isRetryable: false, statusCode: 503, message: expect.stringContaining('supportsTools') });
    await expect(generateText({ model: g4f('m-3'), prompt: 'Hi' })).rejects.toMatchObject({ data: { code: 'no-provider' } });
  });

  test('chooses by what else is wanted', async () => {
    expect((await generateText({ model: createG4f({ registry, query: { working: 'any' } })('m-3'), prompt: 'Hi' })).text).toBe('dead');
    expect((await generateText({ model: createG4f({ registry, query: { supportsImages: true } })('m-1'), prompt: 'Hi' })).text).toBe('able');
  });

  test('takes every registry, whatever its types know', () => {
    expectTypeOf(registry).toExtend<RegistryLike>();
  });
});

describe('one provider as a provider of the AI SDK', () => {
  test('is asked for every model, also where it is a route or declares that it is dead', async () => {
    expect((await generateText({ model: createG4f({ provider: dead.provider })('m-3'), prompt: 'Hi' })).text).toBe('dead');
    const route = fallback([plain.provider, able.provider]);
    const result = await generateText({ model: createG4f({ provider: route })('m-1'), prompt: 'Hi', tools });
    expect(result.text).toBe('able');
  });

  test('runs with the keys, the deadlines and the proxy that it is given, and with the deadline of a call', async () => {
    const { provider, calls } = scripted([['Hello']]);
    const init = { apiKeys: { acme: 'sk-1' }, timeout: 5_000, proxy: 'http://proxy.example:3128' };
    const model = createG4f({ provider, init })('m-1');
    await generateText({ model, prompt: 'Hi' });
    expect(calls[0]?.init).toMatchObject({ apiKey: 'sk-1', timeout: 5_000, proxy: init.proxy });
    await generateText({ model, prompt: 'Hi', providerOptions: { g4f: { timeout: { idle: 7 }, reasoningEffort: 'low' } } });
    expect(calls[1]?.init).toMatchObject({ apiKey: 'sk-1', timeout: { idle: 7 } });
    expect(calls[1]?.request).toMatchObject({ reasoningEffort: 'low' });
    expect(calls[1]?.request).not.toHaveProperty('options');
    await expect(generateText({ model, prompt: 'Hi', providerOptions: { g4f: { timeout: 'soon' } } })).rejects.toMatchObject({ data: { code: 'invalid-request' } });
  });
});
