import { isProviderError, type Chunk } from '@g4f/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sseEvents } from '../../test/sse-events.ts';
import { createOpenaiChatDecoder, decodeOpenaiChatAnswer } from './decoder.ts';

const context = { provider: 'p' };
const delta = (fields: object, rest: object = {}): object => ({ choices: [{ index: 0, delta: fields, finish_reason: null }], ...rest });
const done = (reason: string | null = 'stop', rest: object = {}): object => ({ choices: [{ index: 0, delta: {}, finish_reason: reason }], ...rest });
const call = (fields: object): object => delta({ tool_calls: [fields] });

/** All that a stream of these objects gives. */
function decode(...objects: readonly unknown[]): Chunk[] {
  const decoder = createOpenaiChatDecoder(context);
  return [...decoder.push(sseEvents(...objects)), ...decoder.end()];
}

const finish = (reason: string, raw: string) => ({ type: 'finish', reason, raw });

describe('text', () => {
  test('comes as it is, one piece an event, with the model at the end', () => {
    expect(decode(delta({ role: 'assistant', content: '' }), delta({ content: 'Hel' }, { model: 'm-1' }), delta({ content: 'lo' }), done(), '[DONE]')).toEqual([
      'Hel',
      'lo',
      { ...finish('stop', 'stop'), model: 'm-1' },
    ]);
  });

  test('of other choices, null, and fields that nobody knows are passed over', () => {
    const chunk = { choices: [null, { index: 1, delta: { content: 'no' } }, { index: 0, delta: { content: null, tool_calls: null, odd: 1 } }], usage: null, error: null, service_tier: 'x' };
    expect(decode(chunk, { choices: null }, {}, { choices: [] }, '', delta({ content: 'a' }), done())).toEqual(['a', finish('stop', 'stop')]);
  });

  test('of a server that sends a whole message in its stream is read', () => {
    expect(decode({ choices: [{ message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }] })).toEqual(['Hi', finish('stop', 'stop')]);
  });

  test('in pieces, as Mistral sends it with its thoughts', () => {
    const content = [{ type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] }, { type: 'text', text: 'Hi' }, { type: 'reference' }];
    expect(decode(delta({ content }), done())).toMatchObject([{ type: 'reasoning', text: 'hm' }, { type: 'reasoning', text: '', metadata: { p: { own: true } } }, 'Hi', { type: 'finish' }]);
  });

  test('of a refusal is text, and the finish says so', () => {
    expect(decode(delta({ refusal: 'I will not.' }), done())).toEqual(['I will not.', finish('content-filter', 'refusal')]);
  });
});

describe('reasoning', () => {
  test.each(['reasoning', 'reasoning_content'])('in %s is apart from the text, and marked as this provider’s own where it ends', (field) => {
    expect(decode(delta({ [field]: 'hm' }), delta({ [field]: ', yes' }), delta({ content: 'Hi' }), done()).slice(0, -1)).toEqual([
      { type: 'reasoning', text: 'hm' },
      { type: 'reasoning', text: ', yes' },
      { type: 'reasoning', text: '', metadata: { p: { own: true } } },
      'Hi',
    ]);
  });

  test('in both fields is given once', () => {
    expect(decode(delta({ reasoning: 'hm', reasoning_content: 'hm' }), done()).filter((chunk) => typeof chunk === 'object' && chunk.type === 'reasoning' && chunk.text !== '')).toHaveLength(1);
  });

  test('details of OpenRouter are put together, and kept to go back', () => {
    const text = (fields: object) => ({ type: 'reasoning.text', index: 0, format: 'anthropic-claude-v1', ...fields });
    const blocks = [text({ text: 'a' }), text({ text: 'b' }), text({ signature: 's' }), text({ text: 'c', index: 1 }), { type: 'reasoning.encrypted', data: 'x', index: 2 }];
    const chunks = decode(...blocks.map((block) => delta({ reasoning: 'r', reasoning_details: [block] })), delta({ content: 'Hi' }), done());
    expect(chunks.at(-2)).toEqual({
      type: 'reasoning',
      text: '',
      metadata: { p: { reasoning_details: [text({ text: 'ab', signature: 's' }), text({ text: 'c', index: 1 }), { type: 'reasoning.encrypted', data: 'x', index: 2 }] } },
    });
  });
});

describe('tool calls', () => {
  const whole = (chunks: readonly Chunk[]) => chunks.filter((chunk) => typeof chunk === 'object' && chunk.type === 'tool-call');
  const deltas = (chunks: readonly Chunk[]) => chunks.filter((chunk) => typeof chunk === 'object' && chunk.type === 'tool-call-delta');

  test('grow, and are whole at the end, in order', () => {
    const chunks = decode(
      call({ index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '' } }),
      call({ index: 0, function: { arguments: '{"x"' } }),
      call({ index: 1, id: 'b', function: { name: 'g', arguments: '{}' } }),
      call({ index: 0, function: { arguments: ':1}' } }),
      done('tool_calls'),
    );
    expect(chunks).toEqual([
      { type: 'tool-call-delta', id: 'a', name: 'f', arguments: '' },
      { type: 'tool-call-delta', id: 'a', arguments: '{"x"' },
      { type: 'tool-call-delta', id: 'b', name: 'g', arguments: '{}' },
      { type: 'tool-call-delta', id: 'a', arguments: ':1}' },
      { type: 'tool-call', id: 'a', name: 'f', arguments: '{"x":1}' },
      { type: 'tool-call', id: 'b', name: 'g', arguments: '{}' },
      finish('tool-calls', 'tool_calls'),
    ]);
  });

  test('with an id and a name that come late are told from then on', () => {
    const chunks = decode(call({ index: 0, function: { arguments: '{' } }), call({ index: 0, id: '', function: { name: 'f' } }), call({ index: 0, id: 'late', function: { arguments: '}' } }), done());
    expect(deltas(chunks)).toEqual([{ type: 'tool-call-delta', id: 'late', name: 'f', arguments: '{}' }]);
    expect(whole(chunks)).toEqual([{ type: 'tool-call', id: 'late', name: 'f', arguments: '{}' }]);
  });

  test('with id and name repeated in each piece are one', () => {
    expect(whole(decode(call({ index: 0, id: 'a', function: { name: 'f', arguments: '{' } }), call({ index: 0, id: 'a', function: { name: 'f', arguments: '}' } }), done()))).toEqual([
      { type: 'tool-call', id: 'a', name: 'f', arguments: '{}' },
    ]);
  });

  test('with another id in each nameless piece are one', () => {
    expect(whole(decode(call({ index: 0, id: 'a', function: { name: 'f', arguments: '{' } }), call({ index: 0, id: 'z', function: { name: null, arguments: '}' } }), done()))).toMatchObject([{ id: 'a', arguments: '{}' }]);
  });

  test('that are whole and share an index are told apart by their ids, or by their names', () => {
    const ids = decode(call({ index: 0, id: 'a', function: { name: 'f', arguments: '{}' } }), call({ index: 0, id: 'b', function: { name: 'f', arguments: '{}' } }), done());
    expect(whole(ids)).toMatchObject([{ id: 'a' }, { id: 'b' }]);
    expect(whole(decode(call({ index: 0, function: { name: 'f', arguments: '{}' } }), call({ index: 0, function: { name: 'g', arguments: '{}' } }), done()))).toMatchObject([{ name: 'f' }, { name: 'g' }]);
  });

  test('without an index belong to their id, or to the last one', () => {
    const chunks = decode(call({ id: 'a', function: { name: 'f', arguments: '{' } }), call({ function: { arguments: '}' } }), call({ id: 'b', function: { name: 'f', arguments: '{}' } }), done());
    expect(whole(chunks)).toMatchObject([{ id: 'a', arguments: '{}' }, { id: 'b', arguments: '{}' }]);
  });

  test('without ids, and those with one id for all, get ids of their own', () => {
    const none = whole(decode(delta({ tool_calls: [{ function: { name: 'f', arguments: {} } }, { function: { name: 'g', arguments: '{}' } }] }), done()));
    const same = whole(decode(call({ index: 0, id: 'x', function: { name: 'f', arguments: '{}' } }), call({ index: 1, id: 'x', function: { name: 'g', arguments: '{}' } }), done()));
    for (const calls of [none, same]) {
      const ids = calls.map((each) => (typeof each === 'object' && each.type === 'tool-call' ? each.id : ''));
      expect(new Set(ids).size).toBe(2);
      expect(ids.every((id) => id !== '')).toBe(true);
    }
    expect(none).toMatchObject([{ arguments: '{}' }, { arguments: '{}' }]);
  });

  test('keep what is bound to them', () => {
    const extra = { google: { thought_signature: 's' } };
    expect(whole(decode(call({ index: 0, id: 'a', extra_content: extra, function: { name: 'f', arguments: '{}' } }), done()))).toMatchObject([{ metadata: { p: { extra_content: extra } } }]);
  });

  test('beside `stop` wait for results; one without a name is an error', () => {
    expect(decode(call({ index: 0, id: 'a', function: { name: 'f', arguments: '{}' } }), done('stop')).at(-1)).toEqual(finish('tool-calls', 'stop'));
    expect(() => decode(call({ index: 0, id: 'a', function: { arguments: '{}' } }), done())).toThrow('a tool call without a name');
    expect(whole(decode(call({ index: 0 }), done()))).toEqual([]);
  });
});

describe('the end', () => {
  test.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['tool_calls', 'tool-calls'],
    ['function_call', 'tool-calls'],
    ['content_filter', 'content-filter'],
    ['insufficient_system_resource', 'other'],
    ['constructor', 'other'],
  ])('%s is %s', (word, reason) => {
    expect(decode(delta({ content: 'a' }), done(word)).at(-1)).toEqual(finish(reason, word));
  });

  test('without a finish reason is none, whatever else came', () => {
    for (const objects of [[], [delta({ content: 'a' })], [delta({ content: 'a' }), done(''), '[DONE]'], [{ choices: [], usage: { prompt_tokens: 1 } }]]) {
      expect(() => decode(...objects)).toThrow(expect.objectContaining({ code: 'interrupted' }) as Error);
    }
  });

  test('is the last one where a server says it with each piece', () => {
    expect(decode({ choices: [{ delta: { content: 'a' }, finish_reason: 'stop' }] }, { choices: [{ delta: { content: 'b' }, finish_reason: 'length' }] })).toEqual(['a', 'b', finish('length', 'length')]);
  });
});

describe('usage', () => {
  const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15, prompt_tokens_details: { cached_tokens: 4 }, completion_tokens_details: { reasoning_tokens: 2 } };
  const counted = { type: 'usage', usage: { inputTokens: 10, outputTokens: 5, cachedInputTokens: 4, reasoningTokens: 2 }, provenance: 'reported' };

  test.each([
    ['beside the finish', [done('stop', { usage })]],
    ['in a chunk without choices', [done(), { choices: [], usage }]],
    ['in `x_groq`', [done('stop', { x_groq: { id: 'r', usage } })]],
    ['in every chunk, growing', [delta({ content: 'a' }, { usage: { prompt_tokens: 10 } }), done(), { choices: [], usage }]],
  ])('%s is given once, before the finish', (_where, objects) => {
    expect(decode(...objects).slice(-2)).toEqual([counted, finish('stop', 'stop')]);
  });

  test('of xAI, which leaves reasoning out, and of DeepSeek, which has its own word for a cache', () => {
    expect(decode(done('stop', { usage: { ...usage, total_tokens: 17 } })).at(-2)).toMatchObject({ usage: { outputTokens: 7, reasoningTokens: 2 } });
    expect(decode(done('stop', { usage: { prompt_tokens: 9, completion_tokens: 1, prompt_cache_hit_tokens: 3 } })).at(-2)).toMatchObject({ usage: { inputTokens: 9, cachedInputTokens: 3 } });
  });

  test('that is none is not made up', () => {
    expect(decode(done('stop', { usage: { prompt_tokens: null } }))).toHaveLength(1);
  });
});

test('sources and pictures are parts of their own', () => {
  const annotations = [{ type: 'url_citation', url_citation: { url: 'https://example.com/', title: 'Example' } }, { type: 'other' }];
  expect(decode(delta({ annotations, images: [{ image_url: { url: 'data:image/png;base64,aGk=' } }] }), done()).slice(0, 2)).toEqual([
    { type: 'source', url: 'https://example.com/', title: 'Example' },
    { type: 'file', data: Uint8Array.of(104, 105), mediaType: 'image/png' },
  ]);
});

describe('an error in the stream', () => {
  test.each([
    [{ error: { message: 'slow down', type: 'requests', code: 'rate_limit_exceeded' } }, 'rate-limited'],
    [{ error: { message: 'no', code: 429 } }, 'rate-limited'],
    [{ error: { message: 'no', code: '401' } }, 'unauthorized'],
    [{ error: { message: 'no', type: 'invalid_request_error', code: 'context_length_exceeded' } }, 'too-large'],
    [{ error: { message: "This model's maximum context length is 8192 tokens", type: 'invalid_request_error' } }, 'too-large'],
    [{ error: { message: 'no', type: 'insufficient_quota', code: 'insufficient_quota' } }, 'payment-required'],
    [{ error: { message: 'no', type: 'invalid_request_error', code: 'model_not_found' } }, 'not-found'],
    [{ error: { message: 'no', type: 'server_error', code: null } }, 'upstream'],
    [{ error: 'words alone' }, 'upstream'],
    [{ error: 'The API key is wrong', code: 'unauthenticated' }, 'unauthorized'],
    [{ object: 'error', message: 'bad', type: 'BadRequestError', code: 400 }, 'invalid-request'],
    [{ choices: [{ index: 0, delta: {}, finish_reason: 'error', error: { code: 502, message: 'gone' } }] }, 'upstream'],
    [{ choices: [{ index: 0, delta: {}, finish_reason: 'error' }] }, 'upstream'],
    [{ x_groq: { error: 'over capacity' } }, 'upstream'],
  ])('%j is %s', (object, code) => {
    expect(() => decode(object)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test('keeps the words of the service behind it', () => {
    expect(() => decode({ error: { code: 502, message: 'Provider returned error', metadata: { raw: 'GPU on fire' } } })).toThrow('Provider returned error: GPU on fire');
  });

  test.each(['{"error":{"message":"no","code":429}}', '{"message":"no","code":"rate_limit_exceeded"}'])('may be an event of its own: %s', (data) => {
    expect(() => createOpenaiChatDecoder(context).push([{ event: 'error', data }])).toThrow(expect.objectContaining({ code: 'rate-limited' }) as Error);
  });

  test('comes after the content of the same chunk', () => {
    const decoder = createOpenaiChatDecoder(context);
    expect(decoder.push(sseEvents(delta({ content: 'a' }), { error: { message: 'no' } }))).toEqual(['a']);
    expect(() => decoder.push([])).toThrow('no');
    expect(() => decoder.end()).toThrow('no');
  });

  test.each(['{"choices":', 'oops', '[]', '3', 'null'])('that is no JSON object is upstream: %s', (data) => {
    expect(() => createOpenaiChatDecoder(context).push([{ data }])).toThrow(expect.objectContaining({ code: 'upstream' }) as Error);
  });
});

describe('an answer in one piece', () => {
  test('is read like a stream', () => {
    const message = { role: 'assistant', content: 'Hi', reasoning_content: 'hm', refusal: null, tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } }] };
    expect(decodeOpenaiChatAnswer({ model: 'm', choices: [{ index: 0, message, finish_reason: 'tool_calls' }], usage: { prompt_tokens: 1, completion_tokens: 2 } }, context)).toMatchObject([
      { type: 'reasoning', text: 'hm' },
      { type: 'reasoning', text: '' },
      { type: 'text', text: 'Hi' },
      { type: 'tool-call', id: 'a', name: 'f', arguments: '{}' },
      { type: 'usage' },
      { type: 'finish', reason: 'tool-calls', model: 'm' },
    ]);
  });

  test('needs no finish reason, for it is whole', () => {
    expect(decodeOpenaiChatAnswer({ choices: [{ message: { content: 'Hi' } }] }, context).at(-1)).toEqual({ type: 'finish', reason: 'other' });
  });

  test.each([null, [], 'Hi', {}, { choices: 3 }])('is none if it is %j', (answer) => {
    expect(() => decodeOpenaiChatAnswer(answer, context)).toThrow('no chat completion');
  });
});

test('whatever a service sends, nothing but a ProviderError comes out', () => {
  const leaf = fc.oneof(fc.jsonValue(), fc.constantFrom('stop', '', 'tool_calls', 0, 1, -1, null, 'a'));
  const fragment = fc.record({ index: leaf, id: leaf, function: fc.oneof(leaf, fc.record({ name: leaf, arguments: leaf })), extra_content: leaf }, { requiredKeys: [] });
  const fields = fc.record(
    { content: leaf, reasoning: leaf, reasoning_content: leaf, reasoning_details: fc.oneof(leaf, fc.array(leaf)), refusal: leaf, tool_calls: fc.oneof(leaf, fc.array(fragment)), annotations: fc.array(leaf), images: fc.array(leaf) },
    { requiredKeys: [] },
  );
  const choice = fc.record({ index: leaf, delta: fc.oneof(leaf, fields), message: leaf, finish_reason: leaf, error: leaf }, { requiredKeys: [] });
  const object = fc.record({ choices: fc.oneof(leaf, fc.array(choice)), usage: leaf, x_groq: leaf, error: leaf, model: leaf, object: leaf }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.array(fc.oneof(object, leaf)), (objects) => {
      for (const run of [() => decode(...objects.map((each) => JSON.stringify(each))), () => decodeOpenaiChatAnswer(objects[0], context)]) {
        try {
          run();
        } catch (error) {
          if (!isProviderError(error)) throw error;
        }
      }
    }),
  );
});
