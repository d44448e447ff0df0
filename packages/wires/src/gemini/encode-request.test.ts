import type { AuthorRequest, ContentPart, Message } from '@g4f/core';
import { describe, expect, test } from 'vitest';
import { gemini, type GeminiContent, type GeminiRequestBody } from '../gemini.ts';

const user: Message = { role: 'user', content: 'Hi' };

const encode = (request: Partial<AuthorRequest>, provider = 'gemini') => gemini.encodeRequest({ model: 'gemini-3.8-flash', messages: [user], ...request }, { provider }) as GeminiRequestBody;
/** The parts of an assistant's turn between two of a user. */
const turn = (content: readonly ContentPart[], model = 'gemini-3.8-flash'): GeminiContent['parts'] =>
  encode({ model, messages: [user, { role: 'assistant', content }, user] }).contents[1]?.parts ?? [];
const call = (id: string, metadata?: ContentPart extends infer P ? (P extends { readonly metadata?: infer M } ? M : never) : never): ContentPart => ({ type: 'tool-call', id, name: 'f', arguments: '{}', ...(metadata && { metadata }) });
const own = { gemini: { thoughtSignature: 'own' } };
const foreign = { anthropic: { signature: 'foreign' } };

describe('a signature', () => {
  test('that is missing gets the placeholder on the first call of a turn, for models that look for one', () => {
    const signatures = (model: string, ...content: readonly ContentPart[]) => turn(content, model).map(({ thoughtSignature }) => thoughtSignature);
    const placeholder = 'skip_thought_signature_validator';
    expect(signatures('gemini-3.8-flash', call('a', foreign), call('b'))).toEqual([placeholder, undefined]);
    expect(signatures('gemini-flash-latest', { type: 'text', text: 'So:' }, call('a'))).toEqual([undefined, placeholder]);
    expect(signatures('gemini-3.8-flash', call('a', own), call('b'))).toEqual(['own', undefined]);
    for (const older of ['gemini-2.5-flash', 'gemma-3-27b-it']) expect(signatures(older, call('a'), call('b'))).toEqual([undefined, undefined]);
  });

  test('is for the part that it came with, though its text was joined to what was before', () => {
    const signed = (signedLength: number | undefined) => turn([{ type: 'text', text: 'abc', metadata: { gemini: { thoughtSignature: 's', signedLength } } }]);
    expect(signed(1)).toEqual([{ text: 'ab' }, { text: 'c', thoughtSignature: 's' }]);
    expect(signed(0)).toEqual([{ text: 'abc' }, { text: '', thoughtSignature: 's' }]);
    for (const all of [3, 9, undefined]) expect(signed(all)).toEqual([{ text: 'abc', thoughtSignature: 's' }]);
  });

  test('of another provider goes nowhere, and neither does reasoning without one', () => {
    const parts = turn([{ type: 'reasoning', text: 'hm', metadata: foreign }, { type: 'reasoning', text: 'hm' }, { type: 'reasoning', text: 'mine', metadata: own }, { type: 'text', text: 'a', metadata: foreign }]);
    expect(parts).toEqual([{ text: 'mine', thought: true, thoughtSignature: 'own' }, { text: 'a' }]);
    expect(JSON.stringify(encode({ messages: [user, { role: 'assistant', content: [call('a', own)] }] }, 'other'))).not.toContain('"own"');
  });
});

describe('a conversation', () => {
  test('has adjacent turns of one role in one, and no turn without a part', () => {
    const messages: Message[] = [user, { role: 'user', content: 'there' }, { role: 'assistant', content: '' }, { role: 'system', content: 'S' }, { role: 'assistant', content: [call('a')] }, { role: 'tool', content: [{ type: 'tool-result', id: 'a', content: 'no', isError: true }] }, user];
    expect(encode({ model: 'gemini-2.5-flash', messages })).toEqual({
      contents: [
        { role: 'user', parts: [{ text: 'Hi' }, { text: 'there' }] },
        { role: 'model', parts: [{ functionCall: { id: 'a', name: 'f', args: {} } }] },
        { role: 'user', parts: [{ functionResponse: { id: 'a', name: 'f', response: { error: 'no' } } }, { text: 'Hi' }] },
      ],
      systemInstruction: { parts: [{ text: 'S' }] },
      generationConfig: { thinkingConfig: { includeThoughts: true } },
    });
    expect(encode({ messages: [{ role: 'user', content: '' }] }).contents).toEqual([{ role: 'user', parts: [{ text: '' }] }]);
  });

  test.each<[string, readonly ContentPart[], Message['role'], object]>([
    ['a result without its call', [{ type: 'tool-result', id: 'x', content: '' }], 'tool', { code: 'invalid-request', message: expect.stringContaining('messages[0].content[0]') as string }],
    ['arguments that are not JSON', [{ type: 'tool-call', id: 'x', name: 'f', arguments: '{"a":' }], 'assistant', { code: 'unsupported' }],
    ['arguments that are no object', [{ type: 'tool-call', id: 'x', name: 'f', arguments: '[1]' }], 'assistant', { code: 'unsupported' }],
    ['a picture for the system', [{ type: 'image', data: Uint8Array.of(1) }], 'system', { code: 'unsupported' }],
    ['an address that nobody may fetch', [{ type: 'image', data: new URL('http://example.com/a.png') }], 'user', { code: 'unsupported' }],
    ['a data: address that cannot be read', [{ type: 'image', data: new URL('data:image/png;base64,a') }], 'user', { code: 'unsupported' }],
    ['a file that another service has', [{ type: 'file', mediaType: 'application/pdf', metadata: { openai: { fileId: 'file-1' } } }], 'user', { code: 'unsupported' }],
  ])('is refused for %s', (_, content, role, expected) => {
    expect(() => encode({ messages: [{ role, content }] })).toThrow(expect.objectContaining(expected));
  });
});

test.each([
  ['gemini-4-argon', 'high', { includeThoughts: true, thinkingLevel: 'HIGH' }],
  ['models/gemini-3.8-flash', 'low', { includeThoughts: true, thinkingLevel: 'LOW' }],
  ['gemini-flash-latest', undefined, { includeThoughts: true }],
  ['gemini-2.5-flash', 'medium', { includeThoughts: true, thinkingBudget: 8_192 }],
  ['gemini-2.5-flash-image', 'high', undefined],
  ['gemini-2.0-flash', 'high', undefined],
  ['gemma-3-27b-it', 'high', undefined],
] as const)('%s is told to think %s as its generation takes it', (model, reasoningEffort, thinkingConfig) => {
  expect(encode({ model, reasoningEffort }).generationConfig).toEqual(thinkingConfig && { thinkingConfig });
});

test('a choice of tools is sent where there is something to choose', () => {
  const tools = [{ name: 'f', parameters: { type: 'object' } }];
  const mode = (request: Partial<AuthorRequest>) => encode(request).toolConfig?.functionCallingConfig;
  expect(mode({ tools, toolChoice: 'auto' })).toEqual({ mode: 'AUTO' });
  expect(mode({ tools, toolChoice: 'none' })).toEqual({ mode: 'NONE' });
  expect(mode({ tools, toolChoice: 'required' })).toEqual({ mode: 'ANY' });
  expect(mode({ tools, toolChoice: { name: 'f' } })).toEqual({ mode: 'ANY', allowedFunctionNames: ['f'] });
  expect(mode({ tools: [], toolChoice: 'auto' })).toBeUndefined();
});
