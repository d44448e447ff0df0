import type { AuthorRequest, ContentPart, Message } from '@g4f/core';
import { describe, expect, test } from 'vitest';
import { anthropicMessages, anthropicMessagesWarnings } from '../anthropic-messages.ts';

const context = { provider: 'anthropic' };
const user = { role: 'user', content: 'Hi' } as const;

/** A body as the service reads it. */
const encode = (request: Partial<AuthorRequest>): { readonly [key: string]: unknown } =>
  JSON.parse(JSON.stringify(anthropicMessages.encodeRequest({ model: 'claude-opus-5', messages: [user], ...request }, context)));
const messagesOf = (...messages: readonly Message[]) => encode({ messages })['messages'];
const blocksOf = (...content: readonly ContentPart[]) => (messagesOf({ role: 'user', content }) as { content: unknown }[])[0]?.content;
const warned = (request: Partial<AuthorRequest>) => anthropicMessagesWarnings({ model: 'claude-opus-5', messages: [user], ...request }, context).map(({ setting }) => setting);

describe('system messages', () => {
  test('before the first turn stand on their own, each as it is', () => {
    const system = { role: 'system', content: 'Be brief.' } as const;
    expect(encode({ messages: [system, user] })).toMatchObject({ system: 'Be brief.', messages: [user] });
    expect(encode({ messages: [system, { role: 'system', content: 'Be kind.' }, user] })['system']).toEqual([{ type: 'text', text: 'Be brief.' }, { type: 'text', text: 'Be kind.' }]);
  });

  test('behind a user turn stay where they are, for a model that takes them there', () => {
    const messages: Message[] = [user, { role: 'system', content: 'Now in French.' }, { role: 'assistant', content: 'Oui' }, user, { role: 'system', content: 'Now in Latin.' }];
    expect(encode({ messages })['messages']).toEqual(messages);
  });

  test('elsewhere keep their place as text of the user turn', () => {
    const late: Message[] = [user, { role: 'assistant', content: 'Yes' }, { role: 'system', content: 'Now in French.' }, user];
    const inPlace = [user, { role: 'assistant', content: 'Yes' }, { role: 'user', content: [{ type: 'text', text: '<system>\nNow in French.\n</system>' }, { type: 'text', text: 'Hi' }] }];
    expect(messagesOf(...late)).toEqual(inPlace);
    expect(encode({ model: 'claude-sonnet-4-6', messages: [user, { role: 'system', content: 'Now in French.' }] })['messages']).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'Hi' }, { type: 'text', text: '<system>\nNow in French.\n</system>' }] },
    ]);
  });

  test('alone are refused: nobody asks anything', () => {
    expect(() => messagesOf({ role: 'system', content: 'Be brief.' })).toThrow(expect.objectContaining({ code: 'invalid-request' }));
  });
});

describe('turns', () => {
  test('of one role that follow each other become one, results of tools first', () => {
    const call = { role: 'assistant', content: [{ type: 'tool-call', id: 'a', name: 'f', arguments: '{"x":1}' }, { type: 'tool-call', id: 'b', name: 'f', arguments: '' }] } as const;
    expect(
      messagesOf(user, call, { role: 'tool', content: [{ type: 'tool-result', id: 'a', content: '1' }] }, user, { role: 'tool', content: [{ type: 'tool-result', id: 'b', content: 'no', isError: true }] }),
    ).toEqual([
      user,
      { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'f', input: { x: 1 } }, { type: 'tool_use', id: 'b', name: 'f', input: {} }] },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'a', content: '1' },
          { type: 'tool_result', tool_use_id: 'b', content: 'no', is_error: true },
          { type: 'text', text: 'Hi' },
        ],
      },
    ]);
  });

  test('leave out what is blank, and white space at the end of an answer to go on from', () => {
    expect(messagesOf(user, { role: 'assistant', content: '' }, { role: 'user', content: [{ type: 'text', text: ' ' }, { type: 'text', text: 'a\ud800' }] }, { role: 'assistant', content: 'It is \n' })).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'Hi' }, { type: 'text', text: 'a\ufffd' }] },
      { role: 'assistant', content: 'It is' },
    ]);
  });

  test.each(['{"x":', '[1]', 'null', '"text"'])('keep arguments that are no JSON object, %s, where the model finds them', (text) => {
    expect(messagesOf(user, { role: 'assistant', content: [{ type: 'tool-call', id: 'a', name: 'f', arguments: text }] })).toMatchObject([user, { content: [{ input: { INVALID_JSON: text } }] }]);
  });

  test('hand back signed reasoning of this provider, whole, and none of another', () => {
    const content: ContentPart[] = [
      { type: 'reasoning', text: 'I ' },
      { type: 'reasoning', text: 'think.', metadata: { anthropic: { signature: 'c2ln' } } },
      { type: 'reasoning', text: '', metadata: { anthropic: { redactedData: 'cmVk' } } },
      { type: 'reasoning', text: 'Theirs.', metadata: { gemini: { thoughtSignature: 'dGhl' } } },
      { type: 'reasoning', text: 'Unsigned.' },
      { type: 'text', text: 'So.' },
    ];
    expect(messagesOf(user, { role: 'assistant', content }, user)).toMatchObject([
      user,
      { content: [{ type: 'thinking', thinking: 'I think.', signature: 'c2ln' }, { type: 'redacted_thinking', data: 'cmVk' }, { type: 'text', text: 'So.' }] },
      user,
    ]);
  });
});

describe('attachments', () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);
  const data = btoa(String.fromCharCode(...png));
  const pdf = Uint8Array.from('%PDF', (character) => character.charCodeAt(0));

  test.each<[string, ContentPart, unknown]>([
    ['an image by its bytes', { type: 'image', data: png }, { type: 'image', source: { type: 'base64', media_type: 'image/png', data } }],
    ['an image in a data: address', { type: 'image', data: new URL(`data:image/gif;base64,${data}`) }, { type: 'image', source: { type: 'base64', media_type: 'image/gif', data } }],
    ['an image by its address', { type: 'image', data: new URL('https://x.test/a.png') }, { type: 'image', source: { type: 'url', url: 'https://x.test/a.png' } }],
    ['an image as a file', { type: 'file', data: png, mediaType: 'image/png' }, { type: 'image', source: { type: 'base64', media_type: 'image/png', data } }],
    ['a PDF', { type: 'file', data: pdf, mediaType: 'application/pdf', name: 'a.pdf' }, { type: 'document', title: 'a.pdf', source: { type: 'base64', media_type: 'application/pdf', data: btoa('%PDF') } }],
    ['a PDF by its address', { type: 'file', data: new URL('https://x.test/a.pdf'), mediaType: 'application/pdf' }, { type: 'document', source: { type: 'url', url: 'https://x.test/a.pdf' } }],
    ['a text', { type: 'file', data: new TextEncoder().encode('é'), mediaType: 'text/markdown' }, { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'é' } }],
    ['a text in a data: address', { type: 'file', data: new URL('data:text/plain,%C3%A9'), mediaType: 'text/plain' }, { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'é' } }],
    ['a file that the service has', { type: 'file', mediaType: 'application/pdf', metadata: { anthropic: { fileId: 'file_1' } } }, { type: 'document', source: { type: 'file', file_id: 'file_1' } }],
    ['an image that the service has', { type: 'file', mediaType: 'image/png', metadata: { anthropic: { fileId: 'file_1' } } }, { type: 'image', source: { type: 'file', file_id: 'file_1' } }],
  ])('%s', (_what, part, block) => {
    expect(blocksOf(part)).toEqual([block]);
  });

  test.each<[string, ContentPart]>([
    ['an image of no known type', { type: 'image', data: Uint8Array.of(1, 2) }],
    ['a TIFF', { type: 'image', data: png, mediaType: 'image/tiff' }],
    ['a sound', { type: 'file', data: png, mediaType: 'audio/mpeg' }],
    ['a text by its address', { type: 'file', data: new URL('https://x.test/a.txt'), mediaType: 'text/plain' }],
    ["another provider's file", { type: 'file', mediaType: 'application/pdf', metadata: { openai: { fileId: 'file_1' } } }],
    ['a data: address that is none', { type: 'image', data: new URL('data:image/png;base64') }],
  ])('%s is unsupported', (_what, part) => {
    expect(() => blocksOf(part)).toThrow(expect.objectContaining({ code: 'unsupported' }));
  });

  test('an image in an answer is unsupported', () => {
    expect(() => messagesOf(user, { role: 'assistant', content: [{ type: 'image', data: png }] })).toThrow(expect.objectContaining({ code: 'unsupported' }));
  });
});

describe('settings', () => {
  const tools = [{ name: 'f', description: 'F', parameters: { properties: {} } }];

  test('go where the wire has them', () => {
    expect(encode({ model: 'claude-sonnet-4-6', maxTokens: 5, temperature: 0.5, stop: ['a'], tools, toolChoice: 'required', responseFormat: { type: 'json', name: 'n', schema: { type: 'object' } } })).toEqual({
      model: 'claude-sonnet-4-6',
      max_tokens: 5,
      temperature: 0.5,
      messages: [user],
      tools: [{ name: 'f', description: 'F', input_schema: { type: 'object', properties: {} } }],
      tool_choice: { type: 'any' },
      stop_sequences: ['a'],
      output_config: { format: { type: 'json_schema', schema: { title: 'n', type: 'object' } } },
      stream: true,
    });
    expect(encode({ tools, toolChoice: { name: 'f' } })['tool_choice']).toEqual({ type: 'tool', name: 'f' });
  });

  test('a choice of tools needs tools, and a stop word that is blank is held by core alone', () => {
    expect(encode({ toolChoice: 'required', stop: ['\n', 'END'] })).toMatchObject({ stop_sequences: ['END'] });
    expect(encode({ toolChoice: 'required', stop: ['\n'] })).toEqual(encode({}));
    expect([warned({ toolChoice: 'required' }), warned({ toolChoice: 'none' })]).toEqual([['toolChoice'], []]);
  });

  test.each([
    ['claude-opus-5-5', 128_000],
    ['claude-sonnet-4-6', 128_000],
    ['claude-haiku-4-5-20251001', 64_000],
    ['claude-opus-4-1-20250805', 32_000],
    ['claude-sonnet-4-20250514', 64_000],
    ['claude-3-7-sonnet-20250219', 64_000],
    ['claude-3-5-haiku-20241022', 8_192],
    ['claude-3-haiku-20240307', 4_096],
    ['anthropic.claude-opus-4-7', 128_000],
    ['claude-mythos-preview', 128_000],
    ['glm-9', 4_096],
  ])('%s may write %i tokens where nobody says how many', (model, most) => {
    expect(encode({ model })['max_tokens']).toBe(most);
  });

  test('that newer models do not take are left out with a warning', () => {
    const request: Partial<AuthorRequest> = { model: 'claude-opus-5-5', temperature: 0.5, topP: 0.5, tools, toolChoice: 'required' };
    expect(encode(request)).toMatchObject({ tool_choice: { type: 'auto' } });
    expect(encode(request)).not.toHaveProperty('temperature');
    expect(warned(request)).toEqual(['toolChoice', 'temperature', 'topP']);
    expect(warned({ ...request, model: 'claude-haiku-5-5' })).toEqual(['temperature', 'topP']);
  });

  test('of sampling: a temperature over 1 is 1, and topP is not taken beside it', () => {
    const request: Partial<AuthorRequest> = { model: 'claude-haiku-4-5', temperature: 1.5, topP: 0.5 };
    expect(encode(request)).toMatchObject({ temperature: 1 });
    expect(encode(request)).not.toHaveProperty('top_p');
    expect(warned(request)).toEqual(['temperature', 'topP']);
    expect(encode({ ...request, model: 'glm-9' })).toMatchObject({ temperature: 1, top_p: 0.5 });
    expect(encode({ model: 'claude-haiku-4-5', topP: 0.5 })).toMatchObject({ top_p: 0.5 });
  });

  test('reasoningEffort is adaptive thinking with an effort, or a budget, as the model has it', () => {
    expect(encode({ reasoningEffort: 'low' })).toMatchObject({ thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'low' } });
    expect(encode({ model: 'claude-opus-4-5', reasoningEffort: 'low' })).toMatchObject({ thinking: { type: 'enabled', budget_tokens: 2_048 }, output_config: { effort: 'low' } });
    const budget = encode({ model: 'claude-haiku-4-5', reasoningEffort: 'high', temperature: 0.5 });
    expect(budget).toMatchObject({ thinking: { type: 'enabled', budget_tokens: 24_576 } });
    expect(Object.keys(budget)).not.toEqual(expect.arrayContaining(['output_config']));
    expect(budget).not.toHaveProperty('temperature');
    expect(encode({ model: 'claude-haiku-4-5', reasoningEffort: 'high', maxTokens: 4_000 })).toMatchObject({ thinking: { budget_tokens: 2_000 } });
  });

  test('reasoningEffort that finds no room is said to', () => {
    const forced: Partial<AuthorRequest> = { model: 'claude-haiku-4-5', reasoningEffort: 'high', tools, toolChoice: 'required' };
    expect(encode(forced)).not.toHaveProperty('thinking');
    expect([warned(forced), warned({ model: 'claude-haiku-4-5', reasoningEffort: 'low', maxTokens: 100 }), warned({ model: 'claude-3-haiku-20240307', reasoningEffort: 'low' })]).toEqual([
      ['reasoningEffort'],
      ['reasoningEffort'],
      ['reasoningEffort'],
    ]);
  });

  test('an answer is held to JSON by a schema alone', () => {
    expect(() => encode({ responseFormat: { type: 'json' } })).toThrow(expect.objectContaining({ code: 'unsupported', message: expect.stringContaining('responseFormat.schema') as string }));
  });
});
