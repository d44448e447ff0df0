import type Anthropic from '@anthropic-ai/sdk';
import { isProviderError } from '@g4f/core';
import { expect, test } from 'vitest';
import { anthropicMessages } from '../anthropic-messages.ts';

type Body = Anthropic.MessageCreateParams;
const asked = { model: 'm', max_tokens: 10, messages: [{ role: 'user', content: 'Hi' }] } satisfies Body;
const parse = (body: object) => anthropicMessages.parseRequest(body).request;
const messagesOf = (...messages: Body['messages']) => parse({ ...asked, messages }).messages;

function failure(body: unknown): { code: string; message: string } {
  try {
    anthropicMessages.parseRequest(body);
  } catch (error) {
    if (isProviderError(error)) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('it was let pass');
}

test('reads what a coding agent sends, hints and all', () => {
  const body: Body = {
    ...asked,
    system: [
      { type: 'text', text: 'You are an agent.' },
      { type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral', ttl: '1h' } },
    ],
    messages: [
      { role: 'user', content: [{ type: 'text', text: 'Look.', cache_control: { type: 'ephemeral' } }] },
      { role: 'system', content: 'A reminder.' },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'I look.', signature: 'c2ln' },
          { type: 'redacted_thinking', data: 'cmVk' },
          { type: 'text', text: 'Looking.', citations: null },
          { type: 'tool_use', id: 'a', name: 'read', input: { path: 'x' }, caller: { type: 'direct' } },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'a', content: [{ type: 'text', text: 'one' }, { type: 'text', text: 'two' }], is_error: true },
          { type: 'tool_result', tool_use_id: 'b' },
          { type: 'text', text: 'Well?' },
        ],
      },
    ],
    tools: [{ type: 'custom', name: 'read', description: 'Reads.', input_schema: { type: 'object' }, cache_control: { type: 'ephemeral' }, strict: true, eager_input_streaming: true }],
    tool_choice: { type: 'any', disable_parallel_tool_use: true },
    stop_sequences: ['END'],
    metadata: { user_id: 'u' },
    service_tier: 'auto',
    stream: true,
  };
  expect(anthropicMessages.parseRequest({ ...body, temperature: 0.5, top_p: 0.9, top_k: 3, mcp_servers: [], context_management: { edits: [] } })).toEqual({
    isStream: true,
    wantsUsage: true,
    request: {
      model: 'm',
      maxTokens: 10,
      temperature: 0.5,
      topP: 0.9,
      stop: ['END'],
      tools: [{ name: 'read', description: 'Reads.', parameters: { type: 'object' } }],
      toolChoice: 'required',
      messages: [
        { role: 'system', content: [{ type: 'text', text: 'You are an agent.' }, { type: 'text', text: 'Be brief.' }] },
        { role: 'user', content: [{ type: 'text', text: 'Look.' }] },
        { role: 'system', content: 'A reminder.' },
        {
          role: 'assistant',
          content: [
            { type: 'reasoning', text: 'I look.', metadata: { anthropic: { signature: 'c2ln' } } },
            { type: 'reasoning', text: '', metadata: { anthropic: { redactedData: 'cmVk' } } },
            { type: 'text', text: 'Looking.' },
            { type: 'tool-call', id: 'a', name: 'read', arguments: '{"path":"x"}' },
          ],
        },
        { role: 'tool', content: [{ type: 'tool-result', id: 'a', content: 'one\ntwo', isError: true }, { type: 'tool-result', id: 'b', content: '' }] },
        { role: 'user', content: [{ type: 'text', text: 'Well?' }] },
      ],
    },
  });
});

test('what a tool shows beside its text follows as the user, before what the user says', () => {
  const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AQI=' } } as const;
  expect(messagesOf({ role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: [{ type: 'text', text: 'See:' }, image] }, { type: 'text', text: 'Well?' }] })).toEqual([
    { role: 'tool', content: [{ type: 'tool-result', id: 'a', content: 'See:' }] },
    { role: 'user', content: [{ type: 'image', data: Uint8Array.of(1, 2), mediaType: 'image/png' }, { type: 'text', text: 'Well?' }] },
  ]);
});

test('reads pictures and documents', () => {
  const content: Anthropic.ContentBlockParam[] = [
    { type: 'image', source: { type: 'url', url: 'https://x.test/a.png' } },
    { type: 'image', source: { type: 'file', file_id: 'f1' } },
    { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'AQI=' }, title: 'a.pdf' },
    { type: 'document', source: { type: 'url', url: 'https://x.test/a.pdf' } },
    { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'é' } },
    { type: 'document', source: { type: 'file', file_id: 'f2' } },
  ];
  expect(messagesOf({ role: 'user', content })[0]?.content).toEqual([
    { type: 'image', data: new URL('https://x.test/a.png') },
    { type: 'file', mediaType: 'image/*', metadata: { anthropic: { fileId: 'f1' } } },
    { type: 'file', mediaType: 'application/pdf', data: Uint8Array.of(1, 2), name: 'a.pdf' },
    { type: 'file', mediaType: 'application/pdf', data: new URL('https://x.test/a.pdf') },
    { type: 'file', mediaType: 'text/plain', data: new TextEncoder().encode('é') },
    { type: 'file', mediaType: 'application/pdf', metadata: { anthropic: { fileId: 'f2' } } },
  ]);
});

test('thinking is asked of every provider in its own words, and of Anthropic in the words that came', () => {
  const adaptive = { thinking: { type: 'adaptive', display: 'omitted' }, output_config: { effort: 'xhigh' } } satisfies Partial<Body>;
  expect(parse({ ...asked, ...adaptive })).toMatchObject({ reasoningEffort: 'high', options: { anthropic: { thinking: adaptive.thinking, effort: 'xhigh' } } });
  expect([1_024, 8_000, 32_000].map((budget_tokens) => parse({ ...asked, thinking: { type: 'enabled', budget_tokens } }).reasoningEffort)).toEqual(['low', 'medium', 'high']);
  expect(parse({ ...asked, thinking: { type: 'disabled' } })).toMatchObject({ options: { anthropic: { thinking: { type: 'disabled' } } } });
  expect(parse({ ...asked, thinking: { type: 'adaptive', display: 'updates' } })).toMatchObject({ options: { anthropic: { thinking: { type: 'adaptive' } } } });
  expect(parse({ ...asked, thinking: { type: 'disabled' } })).not.toHaveProperty('reasoningEffort');
});

test('a schema for the answer is taken from where clients put it', () => {
  const format = { type: 'json_schema', schema: { type: 'object' } } as const;
  for (const body of [{ output_config: { format } }, { output_format: format }]) expect(parse({ ...asked, ...body }).responseFormat).toEqual({ type: 'json', schema: { type: 'object' } });
});

test.each([
  [{ type: 'auto' }, 'auto'],
  [{ type: 'none' }, 'none'],
  [{ type: 'tool', name: 'f' }, { name: 'f' }],
])('the tool choice %j is %j', (tool_choice, choice) => {
  expect(parse({ ...asked, tool_choice }).toolChoice).toEqual(choice);
});

const message = (...content: unknown[]) => ({ ...asked, messages: [{ role: 'user', content }] });
test.each<[string, unknown]>([
  ['the body', null],
  ['model', { ...asked, model: undefined }],
  ['max_tokens', { ...asked, max_tokens: undefined }],
  ['max_tokens', { ...asked, max_tokens: 0 }],
  ['messages', { ...asked, messages: [] }],
  ['messages', { ...asked, messages: 'Hi' }],
  ['messages[0].role', { ...asked, messages: [{ role: 'tool', content: 'Hi' }] }],
  ['messages[0].content', { ...asked, messages: [{ role: 'user' }] }],
  ['messages[0].content[1].text', message({ type: 'text', text: 'a' }, { type: 'text' })],
  ['messages[0].content[0].source.type', message({ type: 'image', source: { type: 'pigeon' } })],
  ['messages[0].content[0].source.data', message({ type: 'image', source: { type: 'base64', media_type: 'image/png', data: '!' } })],
  ['messages[0].content[0].source.url', message({ type: 'image', source: { type: 'url', url: 'a.png' } })],
  ['messages[0].content[0].tool_use_id', message({ type: 'tool_result', content: 'x' })],
  ['system[0].type', { ...asked, system: [{ type: 'image' }] }],
  ['tools[0].input_schema', { ...asked, tools: [{ name: 'f' }] }],
  ['tool_choice.name', { ...asked, tool_choice: { type: 'tool' } }],
  ['stop_sequences[0]', { ...asked, stop_sequences: [1] }],
  ['thinking.type', { ...asked, thinking: { type: 'hard' } }],
  ['output_config.effort', { ...asked, output_config: { effort: 'some' } }],
  ['temperature', { ...asked, temperature: 'hot' }],
  ['stream', { ...asked, stream: 'yes' }],
])('names %s, which is wrong', (path, body) => {
  const { code, message: words } = failure(body);
  expect(code).toBe('invalid-request');
  expect(words.startsWith(`${path} must`)).toBe(true);
});

test.each<[string, unknown]>([
  ['tools[0].type', { ...asked, tools: [{ type: 'web_search_20260318', name: 'web_search' }] }],
  ['messages[0].content[0].type', message({ type: 'search_result', source: 'x', title: 'X', content: [] })],
  ['messages[0].content[0].source.type', message({ type: 'document', source: { type: 'content', content: 'x' } })],
  ['messages[0].content[0].type', { ...asked, messages: [{ role: 'assistant', content: [{ type: 'server_tool_use', id: 's', name: 'web_search', input: {} }] }] }],
  ['container', { ...asked, container: 'c1' }],
  ['mcp_servers', { ...asked, mcp_servers: [{ type: 'url', name: 'm', url: 'https://x.test' }] }],
])("refuses %s, which only Anthropic's servers can do", (path, body) => {
  const { code, message: words } = failure(body);
  expect(code).toBe('unsupported');
  expect(words.startsWith(path)).toBe(true);
});
