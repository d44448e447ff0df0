import type { LanguageModelV3CallOptions, LanguageModelV3Prompt } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { parseCall } from './parse-call.ts';

const prompt: LanguageModelV3Prompt = [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }];
const features = (options: Partial<LanguageModelV3CallOptions>): string[] =>
  parseCall({ prompt, ...options }).warnings.map((warning) => (warning.type === 'unsupported' ? warning.feature : warning.type));
const messagesOf = (...messages: LanguageModelV3Prompt) => parseCall({ prompt: messages }).request.messages;
const toolOutput = (output: unknown) =>
  messagesOf({ role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c', toolName: 'clock', output: output as { type: 'text'; value: string } }] })[0]?.content;

describe('a call of the SDK', () => {
  test('warns of what our request has no place for, once each', () => {
    expect(features({})).toEqual([]);
    expect(features({ headers: { 'User-Agent': 'ai/7' }, toolChoice: { type: 'auto' }, stopSequences: [] })).toEqual([]);
    expect(features({ topK: 1, presencePenalty: 0.1, frequencyPenalty: 0.1, headers: { 'x-mine': '1' } })).toEqual(['topK', 'presencePenalty', 'frequencyPenalty', 'headers']);
    expect(features({ providerOptions: { g4f: { apiKeys: {} } } })).toEqual(['providerOptions.g4f.apiKeys']);
    const image = { type: 'file', data: 'AQID', mediaType: 'image/png', providerOptions: { openai: { imageDetail: 'low' } } } as const;
    expect(features({ prompt: [{ role: 'user', content: [image, image], providerOptions: { a: { b: 1 } } }] })).toEqual(['providerOptions of a message', 'providerOptions of an image']);
    const searched = { type: 'tool-call', toolCallId: 'c', toolName: 'search', input: {}, providerExecuted: true } as const;
    expect(features({ prompt: [{ role: 'assistant', content: [searched] }, ...prompt] })).toEqual(['tools that a provider executes']);
  });

  test('carries functions, and warns of tools that are none', () => {
    const inputSchema = { type: 'object' } as const;
    const { request, warnings } = parseCall({
      prompt,
      tools: [{ type: 'function', name: 'clock', inputSchema, strict: true }, { type: 'provider', id: 'openai.web_search', name: 'search', args: {} }],
      toolChoice: { type: 'tool', toolName: 'clock' },
    });
    expect(request).toMatchObject({ tools: [{ name: 'clock', parameters: inputSchema }], toolChoice: { name: 'clock' } });
    expect(warnings).toMatchObject([{ feature: 'strict mode of the tool clock' }, { feature: 'tool openai.web_search' }]);
  });

  test.each([
    ['provider-default', undefined, 0],
    ['low', 'low', 0],
    ['minimal', 'low', 1],
    ['max', 'high', 1],
    ['none', undefined, 1],
  ])('takes the effort %s as %s', (reasoning, effort, count) => {
    const options: object = { reasoning };
    const { request, warnings } = parseCall({ prompt, ...options });
    expect([request.reasoningEffort, warnings.length]).toEqual([effort, count]);
  });

  test('keeps the description of a format in its schema', () => {
    const format = { type: 'json', name: 'colour', description: 'A colour', schema: { type: 'object' } } as const;
    expect(parseCall({ prompt, responseFormat: format }).request.responseFormat).toEqual({ type: 'json', name: 'colour', schema: { description: 'A colour', type: 'object' } });
    expect(parseCall({ prompt, responseFormat: { type: 'text' } }).request).not.toHaveProperty('responseFormat');
  });
});

describe('a prompt of the SDK', () => {
  test('keeps what was under providerOptions as metadata', () => {
    const providerOptions = { anthropic: { cacheControl: { type: 'ephemeral' } } };
    expect(messagesOf({ role: 'system', content: 'Be brief.', providerOptions })).toEqual([{ role: 'system', content: [{ type: 'text', text: 'Be brief.', metadata: providerOptions }] }]);
    expect(messagesOf({ role: 'assistant', content: [{ type: 'reasoning', text: 'Hm', providerOptions }] })).toEqual([{ role: 'assistant', content: [{ type: 'reasoning', text: 'Hm', metadata: providerOptions }] }]);
  });

  test('reads files as either version writes them', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const url = new URL('https://a.example/x.pdf');
    const file = (data: unknown) => messagesOf({ role: 'user', content: [{ type: 'file', data: data as string, mediaType: 'application/pdf', filename: 'x.pdf' }] })[0]?.content;
    const expected = (data: unknown) => [{ type: 'file', data, mediaType: 'application/pdf', name: 'x.pdf' }];
    for (const data of [bytes, 'AQID', { type: 'data', data: bytes }, { type: 'data', data: 'AQID' }]) expect(file(data)).toEqual(expected(bytes));
    for (const data of [url, url.href, { type: 'url', url }]) expect(file(data)).toEqual(expected(url));
    expect(file({ type: 'text', text: 'abc' })).toEqual(expected(new TextEncoder().encode('abc')));
    expect(file({ type: 'reference', reference: { openai: 'file-1' } })).toEqual([{ type: 'file', mediaType: 'application/pdf', name: 'x.pdf', metadata: { openai: { fileId: 'file-1' } } }]);
    expect(() => file('?')).toThrow(/neither bytes, base64 nor an address/);
  });

  test('reads every kind of tool result as text', () => {
    const result = (content: string, isError?: true) => [{ type: 'tool-result', id: 'c', content, ...(isError && { isError }) }];
    expect(toolOutput({ type: 'text', value: 'noon' })).toEqual(result('noon'));
    expect(toolOutput({ type: 'json', value: { at: 12 } })).toEqual(result('{"at":12}'));
    expect(toolOutput({ type: 'error-text', value: 'no' })).toEqual(result('no', true));
    expect(toolOutput({ type: 'error-json', value: { why: 1 } })).toEqual(result('{"why":1}', true));
    expect(toolOutput({ type: 'execution-denied', reason: 'not now' })).toEqual(result('not now', true));
    expect(toolOutput({ type: 'content', value: [{ type: 'text', text: 'a' }, { type: 'text', text: 'b' }] })).toEqual(result('a\nb'));
    expect(() => toolOutput({ type: 'content', value: [{ type: 'file-data', data: 'AQID', mediaType: 'image/png' }] })).toThrow(/cannot be carried/);
    expect(() => toolOutput({ type: 'hologram' })).toThrow(/unknown kind/);
  });

  test('passes over messages of which nothing is left, and keeps empty ones', () => {
    expect(messagesOf({ role: 'tool', content: [{ type: 'tool-approval-response', approvalId: 'a', approved: true }] }, ...prompt)).toHaveLength(1);
    expect(messagesOf({ role: 'assistant', content: [] })).toEqual([{ role: 'assistant', content: [] }]);
  });
});
