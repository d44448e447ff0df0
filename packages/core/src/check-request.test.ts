import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { defineProvider, isProviderError, needsOf, type AuthorRequest, type ChatRequest, type Message, type ProviderInfo } from './index.ts';

const user: Message = { role: 'user', content: 'Hi' };
const plain = { id: 'p', url: '', models: ['m', { id: 'eye', supportsImages: true }], aliases: { best: 'eye' } } as const satisfies ProviderInfo;
const able = { ...plain, supportsMessageHistory: true, supportsSystemMessage: true, supportsTools: true, supportsImages: true, supportsStructuredOutput: true } as const;

/** What the author was handed, or the error. */
async function ask(request: unknown, info: ProviderInfo = able): Promise<AuthorRequest | { code: string; message: string }> {
  let seen: AuthorRequest | undefined;
  const provider = defineProvider(info, async function* (given) {
    seen = given;
    yield await Promise.resolve('ok');
  });
  try {
    await provider.createAsync(request as ChatRequest);
  } catch (error) {
    if (isProviderError(error)) return { code: error.code, message: error.message };
    throw error;
  }
  if (seen === undefined) throw new Error('the author was not asked');
  return seen;
}

describe("the caller's mistakes are invalid-request", () => {
  test.each<[string, unknown, string]>([
    ['no request', undefined, 'the request must be an object with an array of messages'],
    ['no messages', {}, 'the request must be an object with an array of messages'],
    ['empty messages', { messages: [] }, 'messages is empty: give at least one'],
    ['a message that is text', { messages: ['Hi'] }, 'messages[0] is not an object'],
    ['a message that is null', { messages: [null] }, 'messages[0] is not an object'],
    ['an unknown role', { messages: [user, { role: 'wizard', content: '' }] }, 'messages[1].role must be one of system, user, assistant, tool'],
    ['content of a wrong type', { messages: [{ role: 'user', content: 5 }] }, 'messages[0].content must be a text or an array of parts'],
    ['a part without a type', { messages: [{ role: 'user', content: ['x'] }] }, 'messages[0].content[0] is not an object with a type'],
    ['a part without its text', { messages: [{ role: 'user', content: [{ type: 'text' }] }] }, 'messages[0].content[0].text is missing or of the wrong type'],
    ['an image that is a path', { messages: [{ role: 'user', content: [{ type: 'image', data: 'a.png' }] }] }, 'messages[0].content[0].data is missing or of the wrong type'],
    ['a temperature that is text', { messages: [user], temperature: 'hot' }, 'temperature must be a number from 0 up'],
    ['no tokens', { messages: [user], maxTokens: 0 }, 'maxTokens must be a whole number from 1 up'],
    ['topP over 1', { messages: [user], topP: 2 }, 'topP must be a number from 0 to 1'],
    ['a seed with a fraction', { messages: [user], seed: 0.5 }, 'seed must be a whole number'],
    ['an empty stop word', { messages: [user], stop: [''] }, 'stop must be an array of texts, none of them empty'],
    ['a tool that is null', { messages: [user], tools: [null] }, 'tools must be an array of { name, parameters }'],
    ['a tool without parameters', { messages: [user], tools: [{ name: 'f' }] }, 'tools must be an array of { name, parameters }'],
    ['an effort that is none', { messages: [user], reasoningEffort: 'minimal' }, 'reasoningEffort must be low, medium or high'],
    ['a format that is none', { messages: [user], responseFormat: { type: 'text' } }, "responseFormat must be { type: 'json', schema?, name? }, or left out for free text"],
    ['a schema that is text', { messages: [user], responseFormat: { type: 'json', schema: '{}' } }, "responseFormat must be { type: 'json', schema?, name? }, or left out for free text"],
    ['a tool choice that is none', { messages: [user], toolChoice: 'any' }, "toolChoice must be 'auto', 'none', 'required' or { name }"],
    ['a call that is required of nothing', { messages: [user], toolChoice: 'required' }, "toolChoice is 'required', and there are no tools: give some, or leave it out"],
    ['a call of a tool that is not there', { messages: [user], tools: [{ name: 'f', parameters: {} }], toolChoice: { name: 'g' } }, 'toolChoice names "g", which is none of the tools'],
    ['an empty model', { messages: [user], model: '' }, 'model must be a text that is not empty'],
  ])('%s', async (_, request, message) => {
    expect(await ask(request)).toEqual({ code: 'invalid-request', message: `p: ${message}` });
  });

  test.each([0, -1, Number.NaN, '5' as never])('a timeout of %s', async (timeout) => {
    const provider = defineProvider(able, async function* () {
      yield await Promise.resolve('ok');
    });
    await expect(provider.createAsync({ messages: [user] }, { timeout: { idle: timeout } })).rejects.toMatchObject({ code: 'invalid-request' });
  });
});

describe('what the provider cannot carry is unsupported', () => {
  test.each<[string, ChatRequest, string]>([
    ['history', { messages: [user, { role: 'assistant', content: 'Yes?' }, user] }, 'more than one turn (supportsMessageHistory)'],
    ['a system message', { messages: [{ role: 'system', content: 'Be brief.' }, user] }, 'a system message (supportsSystemMessage)'],
    ['an image', { messages: [{ role: 'user', content: [{ type: 'image', data: new Uint8Array(1) }] }] }, 'an image (supportsImages)'],
    ['tools', { messages: [user], tools: [{ name: 'f', parameters: {} }] }, 'tools (supportsTools)'],
    ['a tool result', { messages: [user, { role: 'tool', content: [{ type: 'tool-result', id: '1', content: '' }] }] }, 'tools (supportsTools)'],
    ['a response format', { messages: [user], responseFormat: { type: 'json' } }, 'a response format (supportsStructuredOutput)'],
  ])('%s', async (_, request, words) => {
    expect(await ask(request, plain)).toEqual({ code: 'unsupported', message: `p: m cannot take ${words}; choose a provider that declares it` });
    expect(await ask(request)).toMatchObject({ model: 'm' });
  });

  test('a part of an unknown type', async () => {
    expect(await ask({ messages: [{ role: 'user', content: [{ type: 'smell' }] }] })).toEqual({ code: 'unsupported', message: 'p: messages[0].content[0] is of the unknown type "smell"' });
  });

  test("one model's own flag goes before its provider's", async () => {
    const picture: Message = { role: 'user', content: [{ type: 'image', data: new URL('https://example.com/a.png') }] };
    expect(await ask({ messages: [picture], model: 'eye' }, plain)).toMatchObject({ model: 'eye' });
    const info: ProviderInfo = { ...able, models: ['m', { id: 'blind', supportsImages: false }] };
    expect(await ask({ messages: [picture], model: 'blind' }, info)).toMatchObject({ code: 'unsupported' });
  });
});

describe('what is loose at the door', () => {
  test('content that is null or missing is empty text', async () => {
    expect(await ask({ messages: [{ role: 'user', content: null }, { role: 'user' }] })).toMatchObject({ messages: [{ content: '' }, { content: '' }] });
  });

  test.each([
    [undefined, 'm'],
    ['eye', 'eye'],
    ['best', 'eye'],
    ['p/best', 'eye'],
    ['p/new', 'new'],
    ['q/new', 'q/new'],
    ['toString', 'toString'],
  ])('the model %s means %s', async (model, settled) => {
    expect(await ask({ messages: [user], model })).toMatchObject({ model: settled });
  });

  test('a listed id that begins with the provider’s own name is left whole', async () => {
    expect(await ask({ messages: [user], model: 'p/auto' }, { ...able, models: [{ id: 'p/auto' }] })).toMatchObject({ model: 'p/auto' });
    expect(await ask({ messages: [user] }, { ...able, models: [{ id: 'p/auto' }] })).toMatchObject({ model: 'p/auto' });
  });
});

test('settings that a wire does not carry yield warnings, those that it does none', async () => {
  const provider = defineProvider(able, async function* () {
    yield await Promise.resolve('ok');
  }, { settings: ['temperature'] });
  const parts = await Array.fromAsync(provider.createPartGenerator({ messages: [user], temperature: 1, seed: 1, toolChoice: 'auto' }));
  expect(parts.map((part) => (part.type === 'warning' ? part.setting : part.type))).toEqual(['seed', 'toolChoice', 'text', 'finish']);
});

test('needs are read off the request', () => {
  expect(needsOf({ messages: [user] })).toEqual([]);
  expect(needsOf({ messages: [user, user] }).map(({ flag }) => flag)).toEqual(['supportsMessageHistory']);
});

test('a warning is no first byte: the wait for one is still under its own deadline', async () => {
  const slow = defineProvider({ id: 'slow', url: '', models: ['m'] }, async function* () {
    await setTimeout(120);
    yield 'ok';
  });
  expect(await slow.createAsync({ messages: [{ role: 'user', content: 'Hi' }], seed: 1 }, { timeout: { idle: 20 } })).toBe('ok');
});
