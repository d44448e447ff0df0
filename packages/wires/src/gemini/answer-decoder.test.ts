import { isProviderError, type Chunk, type Part } from '@g4f/core';
import { describe, expect, test } from 'vitest';
import { gemini } from '../gemini.ts';

const context = { provider: 'gemini' };
const stop = { candidates: [{ finishReason: 'STOP' }] };
const withParts = (...parts: readonly object[]): object => ({ candidates: [{ content: { parts, role: 'model' }, index: 0 }] });

/** What comes out of a stream of these events, and how it ends. */
function decode(events: readonly unknown[]): { readonly chunks: readonly Chunk[]; readonly error?: unknown } {
  const decoder = gemini.createDecoder(context);
  const chunks: Chunk[] = [];
  try {
    for (const event of events) chunks.push(...decoder.push([{ data: typeof event === 'string' ? event : JSON.stringify(event) }]));
    return { chunks: [...chunks, ...decoder.end()] };
  } catch (error) {
    return { chunks, error };
  }
}

const finish = (reason: string, raw = 'STOP'): object => ({ type: 'finish', reason, raw });

describe('a part', () => {
  test('without a signature is short; one with it says what it is for', () => {
    const { chunks } = decode([withParts({ text: 'a' }, { text: 'hm', thought: true }, { text: 'bc', thoughtSignature: 's' }, { text: '', thoughtSignature: 't' }, { thought: true, thoughtSignature: 'u' }), stop]);
    expect(chunks).toEqual([
      'a',
      { type: 'reasoning', text: 'hm' },
      { type: 'text', text: 'bc', metadata: { gemini: { thoughtSignature: 's', signedLength: 2 } } },
      { type: 'text', text: '', metadata: { gemini: { thoughtSignature: 't', signedLength: 0 } } },
      { type: 'reasoning', text: '', metadata: { gemini: { thoughtSignature: 'u', signedLength: 0 } } },
      finish('stop'),
    ]);
  });

  test('that calls a function is a whole call, with an id of its own where the service gives none', () => {
    const call = (args?: object) => ({ functionCall: { name: 'f', ...(args && { args }) } });
    const named = decode([{ responseId: 'r1', ...withParts(call({ a: 1 }), { functionCall: { name: 'g', id: 'x' }, thoughtSignature: 's' }) }, { responseId: 'r2', ...withParts(call()) }, stop]);
    expect(named.chunks).toEqual([
      { type: 'tool-call', id: 'r1-0', name: 'f', arguments: '{"a":1}' },
      { type: 'tool-call', id: 'x', name: 'g', arguments: '{}', metadata: { gemini: { thoughtSignature: 's' } } },
      { type: 'tool-call', id: 'r1-1', name: 'f', arguments: '{}' },
      finish('tool-calls'),
    ]);
    const ids = [1, 2].flatMap(() => decode([withParts(call(), call()), stop]).chunks.flatMap((chunk) => (typeof chunk === 'object' && chunk.type === 'tool-call' ? [chunk.id] : [])));
    expect(new Set(ids).size).toBe(4);
  });

  test('that is a picture is a file; a draft, code that was run, and what is unknown are passed over', () => {
    const png = { mimeType: 'image/png', data: 'iVBORw==' };
    const { chunks } = decode([withParts({ inlineData: png }, { inlineData: png, thought: true }, { executableCode: { code: '1' } }, { codeExecutionResult: { output: '1' } }, { hologram: {} }, { inlineData: { data: '*' } }), stop]);
    expect(chunks).toEqual([{ type: 'file', data: Uint8Array.of(137, 80, 78, 71), mediaType: 'image/png' }, finish('stop')]);
  });
});

test('sources come once each, from grounding and from citations', () => {
  const web = (uri: string, title?: string) => ({ web: { uri, title } });
  const grounded = (...groundingChunks: readonly object[]) => ({ candidates: [{ content: { parts: [{ text: 'a' }] }, groundingMetadata: { groundingChunks } }] });
  const { chunks } = decode([
    grounded(web('https://a.example', 'A')),
    grounded(web('https://a.example', 'A'), web('https://b.example'), { maps: { uri: 'https://m.example' } }),
    { candidates: [{ finishReason: 'STOP', citationMetadata: { citationSources: [{ uri: 'https://c.example' }, { license: 'MIT' }] } }] },
  ]);
  expect(chunks.filter((chunk) => typeof chunk === 'object' && chunk.type === 'source')).toEqual([
    { type: 'source', url: 'https://a.example', title: 'A' },
    { type: 'source', url: 'https://b.example' },
    { type: 'source', url: 'https://m.example' },
    { type: 'source', url: 'https://c.example' },
  ]);
});

test('the last usage holds, thoughts count as output, and the model that answered is named', () => {
  const { chunks } = decode([
    { ...withParts({ text: 'a' }), usageMetadata: { promptTokenCount: 5 }, modelVersion: 'gemini-x' },
    { ...stop, usageMetadata: { promptTokenCount: 5, toolUsePromptTokenCount: 2, cachedContentTokenCount: 3, candidatesTokenCount: 7, thoughtsTokenCount: 4 } },
  ]);
  expect(chunks.slice(1)).toEqual([
    { type: 'usage', usage: { inputTokens: 7, outputTokens: 11, cachedInputTokens: 3, reasoningTokens: 4 }, provenance: 'reported' },
    { ...finish('stop'), model: 'gemini-x' },
  ]);
});

test.each([
  ['MAX_TOKENS', 'length'],
  ['CONTINUATION', 'length'],
  ['SAFETY', 'content-filter'],
  ['RECITATION', 'content-filter'],
  ['SPII', 'content-filter'],
  ['MALFORMED_FUNCTION_CALL', 'other'],
  ['UNEXPECTED_TOOL_CALL', 'other'],
  ['SOMETHING_NEW', 'other'],
  ['toString', 'other'],
])('an answer that ends by %s is one of %s', (raw, reason) => {
  expect(decode([withParts({ text: 'a' }), { candidates: [{ finishReason: raw }] }]).chunks).toEqual(['a', finish(reason, raw)]);
});

describe('a failure', () => {
  test.each<[string, readonly unknown[], object]>([
    ['no finish reason', [withParts({ text: 'a' }), { candidates: [{ finishReason: 'FINISH_REASON_UNSPECIFIED' }] }], { code: 'interrupted' }],
    ['an event that is not JSON', ['{"cand'], { code: 'upstream' }],
    ['an event that is no answer', ['42'], { code: 'upstream' }],
    ['a blocked prompt', [{ promptFeedback: { blockReason: 'SAFETY', blockReasonMessage: 'No.' } }], { code: 'unsupported', message: expect.stringContaining('SAFETY (No.)') as string }],
    ['an answer that is withheld whole', [{ candidates: [{ finishReason: 'PROHIBITED_CONTENT', finishMessage: 'Never.' }] }], { code: 'unsupported', message: expect.stringContaining('Never.') as string }],
    ['an error', [{ error: { code: 503, message: 'overloaded', status: 'UNAVAILABLE' } }], { code: 'upstream', status: 503 }],
    ['an error in a list', [[{ error: { message: 'quota', status: 'RESOURCE_EXHAUSTED', details: [{ '@type': 'x' }, { retryDelay: '2.5s' }] } }]], { code: 'rate-limited', status: 429, retryAfter: 2_500 }],
    ['a refused key', [{ error: { code: 400, message: 'API key not valid. Please pass a valid API key.' } }], { code: 'unauthorized' }],
  ])('is told: %s', (_, events, expected) => {
    const { error } = decode(events);
    expect(isProviderError(error) && error).toMatchObject(expected);
  });

  test('comes behind what stood before it in the same network chunk', () => {
    const decoder = gemini.createDecoder(context);
    expect(decoder.push([{ data: JSON.stringify(withParts({ text: 'a' })) }, { data: '{"error":{"code":500,"message":"no"}}' }])).toEqual(['a']);
    expect(() => decoder.push([])).toThrow('no');
    expect(() => decoder.end()).toThrow('no');
  });

  test('is not what came after nothing at all: core says that such an answer is empty', () => {
    expect(decode([])).toEqual({ chunks: [] });
    expect(decode([stop]).chunks).toEqual([finish('stop')]);
  });
});

test('of several answers the first is read', () => {
  const event = { candidates: [{ index: 1, content: { parts: [{ text: 'b' }] } }, { content: { parts: [{ text: 'a' }] } }] };
  expect(decode([event, { candidates: [{ index: 1, finishReason: 'SAFETY' }] }, stop]).chunks).toEqual(['a', finish('stop')]);
});

test('an answer in one piece may be a list; what is none is an error', () => {
  expect(gemini.decodeAnswer([withParts({ text: 'a' }), stop], context)).toEqual([{ type: 'text', text: 'a' }, finish('stop')]);
  for (const none of [null, 'text', [], [[]]]) expect(() => gemini.decodeAnswer(none, context)).toThrow(expect.objectContaining({ code: 'upstream' }));
});

test('a call whose arguments are no object is written as the service itself would', () => {
  const encoder = gemini.createEncoder({ id: 'r', model: 'm', created: 0, wantsUsage: true });
  const call: Part = { type: 'tool-call', id: 'x', name: 'f', arguments: '{"a":' };
  expect(encoder.part(call)).toBe('');
  expect(encoder.end()).toContain('"finishReason":"MALFORMED_FUNCTION_CALL","finishMessage":"Malformed function call: f({\\"a\\":)"');
});

describe('a call whose arguments are streamed', () => {
  const piece = (functionCall: object): object => withParts({ functionCall });
  const named = (name: string, more = true): object => piece({ name, id: name, ...(more && { willContinue: true }) });
  const value = (jsonPath: string, leaf: object, willContinue = true): object => piece({ partialArgs: [{ jsonPath, ...leaf }], ...(willContinue && { willContinue }) });
  const callsOf = (events: readonly object[]): unknown => decode(events).chunks.flatMap((chunk) => (typeof chunk === 'object' && chunk.type === 'tool-call' ? [[chunk.name, chunk.arguments]] : []));

  test('is given whole, with its signature, once its last piece has come', () => {
    const { chunks } = decode([
      withParts({ functionCall: { name: 'cook', id: 'c', willContinue: true }, thoughtSignature: 's' }),
      value('$.recipe.steps[0].name', { stringValue: 'Bo', willContinue: true }),
      value('$.recipe.steps[0].name', { stringValue: 'il' }),
      value('$.recipe.steps[0].minutes', { numberValue: 8 }),
      value("$.recipe['a \\'b\\'']", { nullValue: 'NULL_VALUE' }),
      value('$["x.y"][1]', { boolValue: true }),
      piece({}),
      stop,
    ]);
    expect(chunks).toEqual([
      { type: 'tool-call', id: 'c', name: 'cook', arguments: `{"recipe":{"steps":[{"name":"Boil","minutes":8}],"a 'b'":null},"x.y":[true]}`, metadata: { gemini: { thoughtSignature: 's' } } },
      finish('tool-calls'),
    ]);
  });

  test('ends with its last value, with the next call, or not at all, and then it is no JSON', () => {
    expect(callsOf([named('a'), value('$.x', { numberValue: 1 }, false), stop])).toEqual([['a', '{"x":1}']]);
    expect(callsOf([named('a'), value('$.x', { numberValue: 1 }), named('b', false), stop])).toEqual([['a', '{"x":1}'], ['b', '{}']]);
    expect(callsOf([named('a'), value('$.x', { stringValue: 'hal' }), { candidates: [{ finishReason: 'MAX_TOKENS' }] }])).toEqual([['a', '{"x":"hal"']]);
  });

  test('fills no memory and changes no prototype, whatever its paths say', () => {
    expect(callsOf([named('a'), value('$.list[4000000000]', { numberValue: 1 }), value('$.__proto__.x', { numberValue: 2 }), value('no path', { numberValue: 3 }), piece({}), stop])).toEqual([
      ['a', '{"list":[1],"__proto__":{"x":2}}'],
    ]);
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });
});
