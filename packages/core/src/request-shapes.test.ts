import { describe, expect, test } from 'vitest';
import { checkRequest } from './check-request.ts';
import type { ChatRequest, ProviderInfo } from './index.ts';

const info: ProviderInfo = { id: 'p', url: '', models: ['m'], supportsTools: true, supportsImages: true, supportsFiles: true, supportsStructuredOutput: true, supportsMessageHistory: true };
const asked = (more: object): ChatRequest => ({ messages: [{ role: 'user', content: 'Hi' }], ...more });
const withPart = (part: unknown): ChatRequest => asked({ messages: [{ role: 'user', content: [{ type: 'text', text: '' }, part] }] });
const tools = [{ name: 'f', parameters: {} }, { name: 'g', parameters: {} }];
const bytes = new Uint8Array([1]);

describe('what is at the edge of what may be asked', () => {
  test.each<object>([
    { temperature: 0 },
    { topP: 0 },
    { topP: 1 },
    { maxTokens: 1 },
    { seed: -3 },
    { stop: ['a', 'b'] },
    { stop: [] },
    { reasoningEffort: 'low' },
    { reasoningEffort: 'medium' },
    { reasoningEffort: 'high' },
    { responseFormat: { type: 'json' } },
    { responseFormat: { type: 'json', schema: {} } },
    { tools, toolChoice: 'auto' },
    { toolChoice: 'none' },
    { tools, toolChoice: 'required' },
    { tools, toolChoice: { name: 'g' } },
  ])('is let pass: %o', (more) => {
    expect(checkRequest(info, asked(more))).toMatchObject(more);
  });

  test.each<[object, RegExp]>([
    [{ temperature: -0.1 }, /^temperature must be/],
    [{ temperature: '1' }, /^temperature must be/],
    [{ topP: 1.01 }, /^topP must be/],
    [{ topP: -0.01 }, /^topP must be/],
    [{ topP: '0.5' }, /^topP must be/],
    [{ maxTokens: 0 }, /^maxTokens must be/],
    [{ maxTokens: 1.5 }, /^maxTokens must be/],
    [{ maxTokens: '5' }, /^maxTokens must be/],
    [{ stop: ['a', ''] }, /^stop must be/],
    [{ stop: ['a', 5] }, /^stop must be/],
    [{ stop: 'a' }, /^stop must be/],
    [{ responseFormat: null }, /^responseFormat must be/],
    [{ responseFormat: { type: 'json', schema: null } }, /^responseFormat must be/],
    [{ tools: [...tools, { name: 'h' }] }, /^tools must be/],
    [{ tools, toolChoice: {} }, /^toolChoice must be/],
    [{ tools, toolChoice: null }, /^toolChoice must be/],
    [{ tools, toolChoice: { name: 'h' } }, /^toolChoice names "h"/],
    [{ model: 5 }, /^model must be/],
    [{ model: '' }, /^model must be/],
  ])('is refused: %o', (more, words) => {
    expect(() => checkRequest(info, asked(more))).toThrow(expect.objectContaining({ code: 'invalid-request', message: expect.stringMatching(words) }));
  });
});

describe('a part', () => {
  test.each([
    { type: 'image', data: bytes },
    { type: 'image', data: new URL('https://example.com/a.png') },
    { type: 'file', mediaType: 'application/pdf' },
    { type: 'file', mediaType: 'application/pdf', data: bytes },
    { type: 'file', mediaType: 'application/pdf', data: new URL('https://example.com/a.pdf') },
    { type: 'reasoning', text: 'hm' },
    { type: 'tool-call', id: '1', name: 'f', arguments: '{}' },
    { type: 'tool-result', id: '1', content: 'ok' },
  ])('that is whole is let pass: %o', (part) => {
    expect(checkRequest(info, withPart(part)).messages[0]?.content).toContain(part);
  });

  test.each<[object, string]>([
    [{ type: 'image' }, 'data'],
    [{ type: 'file', mediaType: 'application/pdf', data: 'a.pdf' }, 'data'],
    [{ type: 'file', data: bytes }, 'mediaType'],
    [{ type: 'reasoning' }, 'text'],
    [{ type: 'tool-call', name: 'f', arguments: '{}' }, 'id'],
    [{ type: 'tool-call', id: '1', arguments: '{}' }, 'name'],
    [{ type: 'tool-call', id: '1', name: 'f', arguments: {} }, 'arguments'],
    [{ type: 'tool-result', content: 'ok' }, 'id'],
    [{ type: 'tool-result', id: '1', content: {} }, 'content'],
  ])('that lacks something is refused: %o lacks %s', (part, key) => {
    expect(() => checkRequest(info, withPart(part))).toThrow(`messages[0].content[1].${key} is missing or of the wrong type`);
  });

  test('that is null, or of a type that only an object has by birth, is refused', () => {
    expect(() => checkRequest(info, withPart(null))).toThrow('messages[0].content[1] is not an object with a type');
    expect(() => checkRequest(info, withPart({ type: 'toString' }))).toThrow('is of the unknown type "toString"');
    expect(() => checkRequest(info, withPart({ type: ['text'], text: '' }))).toThrow('is of the unknown type ["text"]');
  });
});

test('an alias is what the table says, and not what every object has', () => {
  const aliased = { ...info, aliases: { best: 'm' } };
  expect(checkRequest(aliased, asked({ model: 'best' })).model).toBe('m');
  expect(checkRequest(aliased, asked({ model: 'toString' })).model).toBe('toString');
});
