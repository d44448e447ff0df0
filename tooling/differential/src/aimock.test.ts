import { LLMock } from '@copilotkit/aimock';
import type { ChatRequest, Part, Tool } from '@g4f/core';
import { createPreset } from '@g4f/provider-openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askOurs } from './ours.ts';
import { subjectNames, subjects } from './subjects.ts';

/** Somebody else's idea of these services: what it speaks was written by people who never saw our wires. */
const mock = new LLMock({ port: 0, logLevel: 'silent' });

const tools: readonly Tool[] = [
  { name: 'weather', description: 'Tells the weather.', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
  { name: 'clock', parameters: { type: 'object', properties: {} } },
];
const greeting = 'Grüße 👋🏽 from a mock that knows none of us.';
const asks = (content: string): ChatRequest => ({ messages: [{ role: 'user', content }] });
const direct = { proxy: '' };

beforeAll(async () => {
  mock
    .onToolResult('call_1', { content: 'It rains.' })
    .onMessage('greet', { content: greeting }, { chunkSize: 5 })
    .onMessage('counted', { content: 'Two.', usage: { prompt_tokens: 11, completion_tokens: 7, input_tokens: 11, output_tokens: 7, promptTokenCount: 11, candidatesTokenCount: 7 } })
    .onMessage('think', { content: 'It is 2.', reasoning: 'One and one.', reasoningSignature: 'c2lnbmVk' }, { chunkSize: 4 })
    .onMessage('call', { content: 'I look.', toolCalls: [{ name: 'weather', arguments: '{"city":"Zürich"}' }, { name: 'clock', arguments: '{}' }] }, { chunkSize: 3 })
    .onMessage('too much', { content: 'This is', finishReason: 'length' })
    .onMessage('slow down', { error: { message: 'one at a time', type: 'rate_limit_error' }, status: 429, retryAfter: 3 })
    .onMessage('break', { error: { message: 'it broke', type: 'api_error' }, status: 500 })
    .onMessage('keyless', { error: { message: 'who are you', type: 'authentication_error' }, status: 401 })
    .onMessage('cut', { content: 'This goes on for a long while, and never ends.' }, { chunkSize: 5, latency: 25, truncateAfterChunks: 4 })
    .onMessage('vanish', { content: 'never said' }, { chaos: { disconnectRate: 1 } })
    .onMessage('babble', { content: 'never said' }, { chaos: { malformedRate: 1 } });
  await mock.start();
});
afterAll(() => mock.stop());

describe.each(subjectNames)('%s at aimock', (wire) => {
  const provider = () => subjects[wire].ours(mock.url);

  test('streams text', async () => {
    const pieces = await Array.fromAsync(provider().createAsyncGenerator(asks('greet'), direct));
    expect(pieces.join('')).toBe(greeting);
    expect(pieces.length).toBeGreaterThan(1);
  });

  test('counts tokens', async () => {
    expect(await askOurs(provider(), asks('counted'))).toMatchObject({ text: 'Two.', inputTokens: 11, outputTokens: 7, ending: 'stop' });
  });

  test('shows reasoning apart', async () => {
    expect(await askOurs(provider(), asks('think'))).toMatchObject({ text: 'It is 2.', reasoning: 'One and one.', ending: 'stop' });
  });

  test('calls tools, and goes on with their results', async () => {
    const called = await askOurs(provider(), { ...asks('call'), tools });
    expect(called).toMatchObject({ text: 'I look.', calls: [{ name: 'weather', arguments: { city: 'Zürich' } }, { name: 'clock', arguments: {} }] });
    // Of calls Gemini says STOP; the mock has a word of its own for it, which we do not know.
    expect(called.ending).toBe(wire === 'gemini' ? 'other' : 'tool-calls');
    const answered: ChatRequest = {
      tools,
      messages: [...asks('call').messages, { role: 'assistant', content: [{ type: 'tool-call', id: 'call_1', name: 'weather', arguments: '{"city":"Zürich"}' }] }, { role: 'tool', content: [{ type: 'tool-result', id: 'call_1', content: 'rain' }] }],
    };
    expect(await askOurs(provider(), answered)).toMatchObject({ text: 'It rains.', calls: [], ending: 'stop' });
  });

  test('says that a limit was met', async () => {
    expect(await askOurs(provider(), asks('too much'))).toMatchObject({ text: 'This is', ending: 'length' });
  });

  test.each([
    ['slow down', { code: 'rate-limited', status: 429, retryAfter: 3_000 }],
    ['break', { code: 'upstream', status: 500 }],
    ['keyless', { code: 'unauthorized', status: 401 }],
    ['what nobody expects', { code: 'not-found', status: 404 }],
    ['vanish', { code: 'upstream' }],
  ])('fails on "%s" as it should', async (words, error) => {
    await expect(provider().createAsync(asks(words), direct)).rejects.toMatchObject(error);
  });

  test('calls no nonsense an answer', async () => {
    expect(['upstream', 'empty']).toContain((await askOurs(provider(), asks('babble'))).code);
  });

  test('is interrupted where the connection breaks in the middle', async () => {
    const parts: Part[] = [];
    const reading = (async () => {
      for await (const part of provider().createPartGenerator(asks('cut'), direct)) parts.push(part);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'interrupted' });
    expect(parts.map((part) => (part.type === 'text' ? part.text : '')).join('')).toMatch(/^This/);
    expect(parts.some(({ type }) => type === 'finish')).toBe(false);
  });
});

test('OpenRouter, as the mock has it, is spoken to by its preset', async () => {
  const openrouter = createPreset('openrouter', { baseURL: `${mock.url}/api/v1`, apiKey: 'a-key-of-nobody', models: ['openai/gpt-4.1'] });
  expect(await askOurs(openrouter, asks('greet'))).toMatchObject({ text: greeting, ending: 'stop' });
  expect(await askOurs(openrouter, asks('think'))).toMatchObject({ text: 'It is 2.', reasoning: 'One and one.', ending: 'stop' });
  await expect(openrouter.createAsync(asks('slow down'), direct)).rejects.toMatchObject({ code: 'rate-limited', retryAfter: 3_000 });
});
