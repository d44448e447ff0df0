import { isProviderError } from '@g4f/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseOpenaiChat } from './parse-request.ts';

const messages = [{ role: 'user', content: 'Hi' }];
const parse = (body: object) => parseOpenaiChat({ model: 'm', messages, ...body });
const parseOne = (message: object) => parse({ messages: [message] }).request.messages[0];

test('a plain request is what it says', () => {
  expect(parse({})).toEqual({ request: { model: 'm', messages }, isStream: false, wantsUsage: true });
  expect(parse({ stream: true })).toMatchObject({ isStream: true, wantsUsage: false });
  expect(parse({ stream: true, stream_options: { include_usage: true } })).toMatchObject({ isStream: true, wantsUsage: true });
});

test('every field that clients send is read, and null is nothing', () => {
  const schema = { type: 'object' };
  expect(
    parse({
      max_completion_tokens: 9,
      max_tokens: 8,
      temperature: 0,
      top_p: 1,
      seed: 7,
      stop: 'x',
      reasoning_effort: 'minimal',
      tools: [{ type: 'function', function: { name: 'f', strict: true } }],
      tool_choice: { type: 'function', function: { name: 'f' } },
      response_format: { type: 'json_schema', json_schema: { name: 'n', strict: true, schema } },
      ...{ n: 1, user: 'u', store: false, metadata: {}, presence_penalty: 0, parallel_tool_calls: true, service_tier: 'auto', logprobs: false, modalities: ['text'] },
    }).request,
  ).toEqual({
    model: 'm',
    messages,
    maxTokens: 9,
    temperature: 0,
    topP: 1,
    seed: 7,
    stop: ['x'],
    reasoningEffort: 'low',
    tools: [{ name: 'f', parameters: { type: 'object', properties: {} } }],
    toolChoice: { name: 'f' },
    responseFormat: { type: 'json', schema, name: 'n' },
  });
  const nothing = Object.fromEntries(['model', 'tools', 'tool_choice', 'response_format', 'temperature', 'stop', 'seed', 'stream', 'stream_options', 'n', 'reasoning_effort', 'max_tokens'].map((key) => [key, null]));
  expect(parse(nothing).request).toEqual({ messages });
  expect(parse({ response_format: { type: 'text' }, tools: [], stop: [] }).request).toEqual({ model: 'm', messages });
});

describe('messages', () => {
  test('of the developer are the system’s', () => {
    expect(parseOne({ role: 'developer', content: [{ type: 'text', text: 'a' }, { type: 'text', text: 'b' }] })).toEqual({ role: 'system', content: 'ab' });
  });

  test('hold images and files, in bytes or by address', () => {
    const content = [
      { type: 'text', text: 'See' },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,aGk=', detail: 'low' } },
      { type: 'image_url', image_url: { url: 'https://example.com/a.png' } },
      { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,aGk=' } },
      { type: 'file', file: { file_data: 'aGk=' } },
      { type: 'file', file: { file_id: 'file-1' } },
    ];
    const data = Uint8Array.of(104, 105);
    expect(parseOne({ role: 'user', content })).toEqual({
      role: 'user',
      content: [
        { type: 'text', text: 'See' },
        { type: 'image', data, mediaType: 'image/png' },
        { type: 'image', data: new URL('https://example.com/a.png') },
        { type: 'file', data, mediaType: 'application/pdf', name: 'a.pdf' },
        { type: 'file', data, mediaType: 'application/pdf' },
        { type: 'file', mediaType: 'application/pdf', metadata: { openai: { fileId: 'file-1' } } },
      ],
    });
  });

  test('of the assistant hold calls, reasoning and what is bound to a model', () => {
    expect(parseOne({ role: 'assistant', content: null, refusal: 'No.' })).toEqual({ role: 'assistant', content: 'No.' });
    expect(
      parseOne({
        role: 'assistant',
        content: 'Hi',
        reasoning_content: 'passed over beside its blocks',
        reasoning_details: [{ type: 'reasoning.text', text: 'hm', extra_content: { a: { signature: 's' } } }, { type: 'reasoning.summary', summary: 'so' }, { type: 'reasoning.encrypted', data: 'x' }],
        extra_content: { b: { mark: 1 }, c: 'passed over' },
        tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{' }, extra_content: { b: { thoughtSignature: 't' } } }],
      }),
    ).toEqual({
      role: 'assistant',
      content: [
        { type: 'reasoning', text: 'hm', metadata: { a: { signature: 's' } } },
        { type: 'reasoning', text: 'so' },
        { type: 'text', text: 'Hi', metadata: { b: { mark: 1 } } },
        { type: 'tool-call', id: 'a', name: 'f', arguments: '{', metadata: { b: { thoughtSignature: 't' } } },
      ],
    });
    expect(parseOne({ role: 'assistant', content: 'Hi', reasoning: 'hm' })).toEqual({ role: 'assistant', content: [{ type: 'reasoning', text: 'hm' }, { type: 'text', text: 'Hi' }] });
  });

  test('of tools that follow each other are one', () => {
    const result = (id: string) => ({ role: 'tool', tool_call_id: id, content: [{ type: 'text', text: id }] });
    expect(parse({ messages: [result('a'), result('b'), ...messages, result('c')] }).request.messages).toEqual([
      { role: 'tool', content: [{ type: 'tool-result', id: 'a', content: 'a' }, { type: 'tool-result', id: 'b', content: 'b' }] },
      ...messages,
      { role: 'tool', content: [{ type: 'tool-result', id: 'c', content: 'c' }] },
    ]);
  });
});

test.each<[string, object]>([
  ['messages', { messages: [] }],
  ['messages', { messages: 'Hi' }],
  ['messages[0]', { messages: ['Hi'] }],
  ['messages[0].role', { messages: [{ role: 'wizard' }] }],
  ['messages[0].content', { messages: [{ role: 'user', content: 3 }] }],
  ['messages[0].content[0].type', { messages: [{ role: 'user', content: [{}] }] }],
  ['messages[0].content[0].image_url.url', { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'ftp://x' } }] }] }],
  ['messages[0].content[0].file.file_data', { messages: [{ role: 'user', content: [{ type: 'file', file: { file_data: 'data:x;base64,?' } }] }] }],
  ['messages[0].tool_call_id', { messages: [{ role: 'tool', content: '' }] }],
  ['messages[0].tool_calls[0].function.name', { messages: [{ role: 'assistant', tool_calls: [{ id: 'a', function: {} }] }] }],
  ['model', { model: 3 }],
  ['model', { model: '' }],
  ['temperature', { temperature: 'hot' }],
  ['stop', { stop: [''] }],
  ['stop', { stop: 3 }],
  ['stream', { stream: 'yes' }],
  ['stream_options', { stream_options: true }],
  ['tools[0].function', { tools: [{ type: 'function' }] }],
  ['tool_choice', { tool_choice: 'any' }],
  ['response_format.json_schema', { response_format: { type: 'json_schema' } }],
  ['reasoning_effort', { reasoning_effort: 'toString' }],
])('%s is named where it is wrong: %j', (field, body) => {
  expect(() => parse(body)).toThrow(expect.objectContaining({ code: 'invalid-request', message: expect.stringMatching(new RegExp(`^${field.replace(/[[\]]/g, '\\$&')} must be`)) as string }) as Error);
});

test.each<[string, object]>([
  ['n', { n: 2 }],
  ['audio', { audio: { voice: 'alloy' } }],
  ['modalities', { modalities: ['text', 'audio'] }],
  ['functions', { functions: [{ name: 'f' }] }],
  ['function_call', { function_call: 'auto' }],
  ['logprobs', { logprobs: true }],
  ['logit_bias', { logit_bias: { 50256: -100 } }],
  ['web_search_options', { web_search_options: {} }],
  ['reasoning_effort', { reasoning_effort: 'none' }],
  ['tools[0].type', { tools: [{ type: 'custom' }] }],
  ['tool_choice.type', { tool_choice: { type: 'allowed_tools' } }],
  ['messages[0].content[0].type', { messages: [{ role: 'user', content: [{ type: 'input_audio' }] }] }],
  ['messages[0].audio', { messages: [{ role: 'assistant', audio: { id: 'a' } }] }],
])('%s is refused as unsupported: %j', (field, body) => {
  expect(() => parse(body)).toThrow(expect.objectContaining({ code: 'unsupported', message: expect.stringContaining(field) as string }) as Error);
});

test('whatever a client sends, nothing but a ProviderError comes out, and none of its values', () => {
  const value = fc.oneof(fc.jsonValue(), fc.constantFrom('user', 'assistant', 'tool', 'function', 'text', 'image_url', 'data:image/png;base64,aGk=', '__proto__'));
  const part = fc.record({ type: value, text: value, image_url: fc.oneof(value, fc.record({ url: value })), file: fc.oneof(value, fc.record({ file_data: value, file_id: value })) }, { requiredKeys: [] });
  const message = fc.record(
    { role: fc.constantFrom('system', 'user', 'assistant', 'tool'), content: fc.oneof(value, fc.array(part)), tool_calls: fc.oneof(value, fc.array(value)), tool_call_id: value, reasoning_details: fc.oneof(value, fc.array(value)), extra_content: value },
    { requiredKeys: [] },
  );
  const body = fc.record(
    { model: value, messages: fc.oneof(value, fc.array(message)), tools: fc.oneof(value, fc.array(value)), tool_choice: value, response_format: value, stop: value, stream: value, stream_options: value, reasoning_effort: value, n: value },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(body, value), (asked) => {
      try {
        parseOpenaiChat(asked);
      } catch (error) {
        if (!isProviderError(error)) throw error;
      }
    }),
  );
});

test('a value that is deeper than any stack is no harm', () => {
  const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown;
  for (const field of ['model', 'messages', 'tools', 'stop', 'response_format', 'n']) expect(() => parse({ [field]: deep })).toThrow(field);
});
