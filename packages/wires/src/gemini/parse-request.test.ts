import type { Message } from '@g4f/core';
import { describe, expect, test } from 'vitest';
import { encodeGeminiPath, gemini, parseGeminiPath } from '../gemini.ts';

const contents = [{ role: 'user', parts: [{ text: 'Hi' }] }];
const parse = (body: object) => gemini.parseRequest({ contents, ...body });
const messagesOf = (...turns: readonly object[]): readonly Message[] => parse({ contents: turns }).request.messages;

test.each<[string, unknown, string, string]>([
  ['no object', null, 'invalid-request', 'the body must be an object'],
  ['no contents', {}, 'invalid-request', 'contents must be'],
  ['an unknown role', { contents: [{ role: 'wizard', parts: [] }] }, 'invalid-request', 'contents[0].role must be user or model'],
  ['a text that is none', { contents: [{ parts: [{ text: 1 }] }] }, 'invalid-request', 'contents[0].parts[0].text must be a text'],
  ['data that is not base64', { contents: [{ parts: [{ inlineData: { data: '*', mimeType: 'image/png' } }] }] }, 'invalid-request', 'contents[0].parts[0].inlineData.data must be base64'],
  ['a response without its call', { contents: [{ parts: [{ functionResponse: { name: 'f', response: {} } }] }] }, 'invalid-request', 'contents[0].parts[0].functionResponse.name is of no function call'],
  ['a part that is unknown', { contents: [{ parts: [{ hologram: {} }] }] }, 'unsupported', 'contents[0].parts[0].hologram'],
  ['a temperature that is none', { contents, generationConfig: { temperature: 'hot' } }, 'invalid-request', 'generationConfig.temperature must be a number'],
  ['several answers', { contents, generationConfig: { candidateCount: 2 } }, 'unsupported', 'candidateCount'],
  ['another kind of text', { contents, generationConfig: { responseMimeType: 'text/x.enum' } }, 'unsupported', 'responseMimeType text/x.enum'],
  ['an unknown level', { contents, generationConfig: { thinkingConfig: { thinkingLevel: 'EXTREME' } } }, 'invalid-request', 'thinkingLevel must be MINIMAL, LOW'],
  ['a function without a name', { contents, tools: [{ functionDeclarations: [{}] }] }, 'invalid-request', 'tools[0].functionDeclarations[0].name must be'],
  ['a tool that is unknown', { contents, tools: [{ retrieval: {} }] }, 'unsupported', 'tools[0].retrieval'],
  ['several allowed functions', { contents, toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['a', 'b'] } } }, 'unsupported', 'allowedFunctionNames'],
])('a body is refused with the name of its field: %s', (_, body, code, words) => {
  expect(() => gemini.parseRequest(body)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(words) as string }));
});

describe('a client', () => {
  test('may write its fields in snake case', () => {
    const { request } = parse({
      system_instruction: { parts: { text: 'S' } },
      contents: [{ parts: [{ inline_data: { mime_type: 'application/pdf', data: 'JVBERg==' } }] }],
      tools: [{ function_declarations: [{ name: 'f' }], google_search: {} }],
      generation_config: { max_output_tokens: 9, top_k: 3 },
    });
    expect(request).toEqual({
      messages: [{ role: 'system', content: 'S' }, { role: 'user', content: [{ type: 'file', mediaType: 'application/pdf', data: Uint8Array.of(37, 80, 68, 70) }] }],
      tools: [{ name: 'f', parameters: { type: 'object', properties: {} } }],
      maxTokens: 9,
      options: { gemini: { googleSearch: true, generationConfig: { top_k: 3 } } },
    });
  });

  test('keeps each event of an answer as a turn, and they are one', () => {
    const model = (...parts: readonly object[]) => ({ role: 'model', parts });
    expect(messagesOf(...contents, model({ text: 'a' }), model({ text: '' }), model({ functionCall: { name: 'f' } }), model())).toEqual([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: [{ type: 'text', text: 'a' }, { type: 'tool-call', id: 'call_0', name: 'f', arguments: '{}' }] },
    ]);
  });

  test('may send a placeholder for a signature, which is none', () => {
    const [message] = messagesOf({ role: 'model', parts: [{ functionCall: { id: 'x', name: 'f', args: {} }, thoughtSignature: 'skip_thought_signature_validator' }] });
    expect(message?.content).toEqual([{ type: 'tool-call', id: 'x', name: 'f', arguments: '{}' }]);
  });

  test('may leave ids out, and gets none that another call has', () => {
    const calls = [{ functionCall: { name: 'f' } }, { functionCall: { name: 'f' } }];
    const response = { functionResponse: { name: 'f', response: { output: { a: 1 } } } };
    const messages = messagesOf({ role: 'model', parts: [{ functionCall: { id: 'call_0', name: 'g' } }, ...calls] }, { role: 'function', parts: [response, response] });
    expect(messages).toMatchObject([
      { content: [{ id: 'call_0', name: 'g' }, { id: 'call_1', name: 'f' }, { id: 'call_2', name: 'f' }] },
      { role: 'tool', content: [{ id: 'call_1', content: '{"a":1}' }, { id: 'call_2' }] },
    ]);
  });

  test('that asks for what Gemini alone knows has it under that provider’s options', () => {
    const { request } = parse({ safetySettings: [{ category: 'C', threshold: 'OFF' }], cachedContent: 'cachedContents/a', labels: { a: 'b' }, tools: [{ codeExecution: {} }, { urlContext: {} }], generationConfig: { thinkingConfig: { thinkingBudget: 0 } } });
    expect(request).toMatchObject({
      reasoningEffort: 'low',
      options: { gemini: { safetySettings: [{ category: 'C', threshold: 'OFF' }], cachedContent: 'cachedContents/a', body: { labels: { a: 'b' } }, codeExecution: true, urlContext: true, thinkingBudget: 0 } },
    });
  });
});

test('a path says the model and whether to stream, and no model leads out of it', () => {
  for (const path of [{ model: 'gemini-x', isStream: true }, { model: 'tunedModels/my-own', isStream: false }, { model: 'a b?c', isStream: true }]) {
    expect(parseGeminiPath(`/v1beta/${encodeGeminiPath(path)}`)).toEqual(path);
  }
  for (const other of ['/v1beta/models', '/v1beta/models/a:countTokens', '/v1beta/models/%:generateContent']) expect(parseGeminiPath(other)).toBeUndefined();
  for (const model of ['..', 'a/../b', '', 'a//b', './a']) expect(() => encodeGeminiPath({ model, isStream: true })).toThrow(expect.objectContaining({ code: 'invalid-request' }));
});
