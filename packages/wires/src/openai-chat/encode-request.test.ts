import type { AuthorRequest, ContentPart, Message } from '@g4f/core';
import { describe, expect, test } from 'vitest';
import type { OpenaiChatDialect } from './dialect.ts';
import { encodeOpenaiChat } from './encode-request.ts';
import { isStrictSchema } from './strict-schema.ts';
import { shortToolCallId } from './tool-call-id.ts';

const hi: Message = { role: 'user', content: 'Hi' };
const encode = (request: Partial<AuthorRequest>, dialect?: OpenaiChatDialect) => encodeOpenaiChat({ model: 'm', messages: [hi], ...request }, { provider: 'p' }, dialect);
const said = (role: Message['role'], content: Message['content'], dialect?: OpenaiChatDialect) => encode({ messages: [{ role, content }] }, dialect).messages;
const refused = (code: string) => expect.objectContaining({ code }) as Error;

test('a plain request is a stream with usage, and nothing that was not asked', () => {
  expect(encode({})).toEqual({ model: 'm', messages: [{ role: 'user', content: 'Hi' }], stream: true, stream_options: { include_usage: true } });
});

test('settings have the wire’s names', () => {
  expect(encode({ temperature: 0, topP: 0.5, maxTokens: 9, seed: 1, stop: ['a', 'b', 'c', 'd', 'e'], reasoningEffort: 'low' })).toMatchObject({
    temperature: 0,
    top_p: 0.5,
    max_tokens: 9,
    seed: 1,
    stop: ['a', 'b', 'c', 'd'],
    reasoning_effort: 'low',
  });
});

test('a dialect says them otherwise', () => {
  const dialect: OpenaiChatDialect = { maxTokensField: 'max_completion_tokens', seedField: 'random_seed', requiredToolChoice: 'any', sendsStreamOptions: false, sendsStop: false, takesJsonObject: false };
  const tools = [{ name: 'f', parameters: { type: 'object' } }];
  const body = encode({ maxTokens: 9, seed: 1, stop: ['a'], toolChoice: 'required', tools, responseFormat: { type: 'json' } }, dialect);
  expect(body).toMatchObject({ max_completion_tokens: 9, random_seed: 1, tool_choice: 'any', response_format: { type: 'json_schema', json_schema: { schema: { type: 'object' } } } });
  for (const field of ['max_tokens', 'seed', 'stop', 'stream_options']) expect(body).not.toHaveProperty(field);
});

describe('content', () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);

  test('of text alone is one well-formed text', () => {
    expect(said('user', [{ type: 'text', text: 'a\uD800' }, { type: 'text', text: 'b' }])).toEqual([{ role: 'user', content: 'a\uFFFDb' }]);
    expect(said('system', [{ type: 'text', text: 'a' }])).toEqual([{ role: 'system', content: 'a' }]);
  });

  test.each<[ContentPart, object]>([
    [{ type: 'image', data: png }, { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw==' } }],
    [{ type: 'image', data: Uint8Array.of(0xff, 0xd8, 0xff) }, { type: 'image_url', image_url: { url: 'data:image/jpeg;base64,/9j/' } }],
    [{ type: 'image', data: png, mediaType: 'image/gif' }, { type: 'image_url', image_url: { url: 'data:image/gif;base64,iVBORw==' } }],
    [{ type: 'image', data: new URL('https://example.com/a.png') }, { type: 'image_url', image_url: { url: 'https://example.com/a.png' } }],
    [{ type: 'file', data: png, mediaType: 'application/pdf', name: 'a.pdf' }, { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,iVBORw==' } }],
    [{ type: 'file', data: png, mediaType: 'application/pdf', metadata: { p: { fileId: 'file-1' } } }, { type: 'file', file: { file_id: 'file-1' } }],
    [{ type: 'file', data: png, mediaType: 'application/pdf', metadata: { other: { fileId: 'file-1' } } }, { type: 'file', file: { filename: 'file.pdf', file_data: 'data:application/pdf;base64,iVBORw==' } }],
  ])('%o is %o', (part, piece) => {
    expect(said('user', [{ type: 'text', text: 'See' }, part])).toEqual([{ role: 'user', content: [{ type: 'text', text: 'See' }, piece] }]);
  });

  test('of many megabytes is no matter', () => {
    expect(JSON.stringify(said('user', [{ type: 'image', data: new Uint8Array(3_000_000) }]))).toHaveLength(4_000_000 + 95);
  });

  test('that the wire has no place for is refused', () => {
    const url = new URL('https://example.com/a.pdf');
    const image: ContentPart = { type: 'image', data: png };
    expect(() => said('user', [{ type: 'file', data: url, mediaType: 'application/pdf' }])).toThrow(refused('unsupported'));
    expect(said('user', [{ type: 'file', data: url, mediaType: 'application/pdf' }], { takesFileURLs: true })).toMatchObject([{ content: [{ file: { file_data: url.href } }] }]);
    expect(() => said('user', [{ type: 'file', mediaType: 'application/pdf', metadata: { other: { fileId: 'file-1' } } }])).toThrow('metadata.p.fileId');
    expect(() => said('user', [{ type: 'tool-result', id: 'a', content: '' }])).toThrow(refused('unsupported'));
    for (const role of ['system', 'assistant', 'tool'] as const) expect(() => said(role, [image])).toThrow(refused('unsupported'));
  });
});

describe('tools', () => {
  const call: ContentPart = { type: 'tool-call', id: 'a', name: 'f', arguments: '{"x":1' };

  test('are offered, and chosen by name', () => {
    const tools = [{ name: 'f', description: 'F.', parameters: { type: 'object' } }];
    expect(encode({ tools, toolChoice: { name: 'f' } })).toMatchObject({
      tools: [{ type: 'function', function: { name: 'f', description: 'F.', parameters: { type: 'object' } } }],
      tool_choice: { type: 'function', function: { name: 'f' } },
    });
    expect(encode({ tools, toolChoice: 'none' })).toMatchObject({ tool_choice: 'none' });
  });

  test('calls go back as the model wrote them, and each result has a message', () => {
    expect(said('assistant', [call])).toEqual([{ role: 'assistant', content: null, tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{"x":1' } }] }]);
    expect(said('assistant', [{ ...call, arguments: '' }])).toMatchObject([{ tool_calls: [{ function: { arguments: '{}' } }] }]);
    expect(said('tool', [{ type: 'tool-result', id: 'a', content: 'x' }, { type: 'tool-result', id: 'b', content: 'y', isError: true }])).toEqual([
      { role: 'tool', tool_call_id: 'a', content: 'x' },
      { role: 'tool', tool_call_id: 'b', content: 'Error: y' },
    ]);
  });

  test('ids keep together where they must be short', () => {
    const dialect = { toolCallIdLength: 9 };
    const id = shortToolCallId('call_1', 9);
    expect(id).toMatch(/^[a-zA-Z0-9]{9}$/);
    expect(said('assistant', [{ ...call, id: 'call_1' }], dialect)).toMatchObject([{ tool_calls: [{ id }] }]);
    expect(said('tool', [{ type: 'tool-result', id: 'call_1', content: '' }], dialect)).toMatchObject([{ tool_call_id: id }]);
    expect(shortToolCallId('abcdefgh1', 9)).toBe('abcdefgh1');
    expect(new Set(Array.from({ length: 1_000 }, (_, index) => shortToolCallId(`call_${index}`, 9))).size).toBe(1_000);
  });
});

describe('reasoning of earlier turns', () => {
  const own: ContentPart = { type: 'reasoning', text: 'hm', metadata: { p: { own: true } } };
  const call: ContentPart = { type: 'tool-call', id: 'a', name: 'f', arguments: '{}' };
  const text: ContentPart = { type: 'text', text: 'Hi' };

  test('goes back where it is this provider’s and a tool was called', () => {
    expect(said('assistant', [own, call])).toMatchObject([{ reasoning_content: 'hm' }]);
    expect(said('assistant', [own, call], { reasoningField: 'reasoning' })).toMatchObject([{ reasoning: 'hm' }]);
    expect(said('assistant', [own, text])).toEqual([{ role: 'assistant', content: 'Hi' }]);
    expect(said('assistant', [own, call], { reasoningField: false })[0]).not.toHaveProperty('reasoning_content');
  });

  test('of another provider, and of nobody, is dropped', () => {
    for (const metadata of [undefined, { other: { own: true } }]) {
      const [message] = said('assistant', [{ ...own, metadata }, call, { ...text, metadata: { other: { extra_content: 1 } } }]);
      expect(Object.keys(message ?? {})).toEqual(['role', 'content', 'tool_calls']);
    }
  });

  test('is a field of every turn where the service wants that', () => {
    expect(said('assistant', [text], { wantsAllReasoning: true })).toEqual([{ role: 'assistant', content: 'Hi', reasoning_content: '' }]);
    expect(said('assistant', [own, text], { wantsAllReasoning: true })).toMatchObject([{ reasoning_content: 'hm' }]);
  });

  test('goes back as the blocks that came, and so does what is bound to a text or a call', () => {
    const blocks = [{ type: 'reasoning.encrypted', data: 'x' }];
    const [message] = said('assistant', [own, { type: 'reasoning', text: '', metadata: { p: { reasoning_details: blocks } } }, { ...text, metadata: { p: { extra_content: 1 } } }, { ...call, metadata: { p: { extra_content: 2 } } }]);
    expect(message).toEqual({
      role: 'assistant',
      content: 'Hi',
      reasoning_details: blocks,
      tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{}' }, extra_content: 2 }],
      extra_content: 1,
    });
  });
});

describe('a response format', () => {
  const schema = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false };

  test('is any JSON, or a schema with a name', () => {
    expect(encode({ responseFormat: { type: 'json' } })).toMatchObject({ response_format: { type: 'json_object' } });
    expect(encode({ responseFormat: { type: 'json', schema, name: 'my answer!' } })).toMatchObject({ response_format: { type: 'json_schema', json_schema: { name: 'my_answer_', schema, strict: true } } });
  });

  test.each([
    [schema, true],
    [{ ...schema, required: [] }, false],
    [{ ...schema, additionalProperties: true }, false],
    [{ ...schema, properties: { a: { type: 'object', properties: {} } } }, false],
    [{ ...schema, properties: { a: { type: 'array', items: schema } } }, true],
    [{ ...schema, allOf: [] }, false],
    [{ type: 'string' }, false],
  ])('%j is strict: %s', (given, isStrict) => {
    expect(isStrictSchema(given)).toBe(isStrict);
  });

  test('that refers to itself is not strict, and no endless loop', () => {
    const loop: { [key: string]: unknown } = { ...schema };
    loop['properties'] = { a: loop };
    expect(isStrictSchema(loop)).toBe(false);
  });
});
