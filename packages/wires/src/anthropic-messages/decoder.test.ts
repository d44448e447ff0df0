import type { Chunk } from '@g4f/core';
import { expect, test } from 'vitest';
import { anthropicMessages } from '../anthropic-messages.ts';

const context = { provider: 'anthropic' };

/** Feeds events one network chunk each, and gives all that came out. */
function decode(events: readonly object[]): readonly Chunk[] {
  const decoder = anthropicMessages.createDecoder(context);
  return [...events.flatMap((event) => decoder.push([{ data: JSON.stringify(event) }])), ...decoder.end()];
}

const start = { type: 'message_start', message: { id: 'msg_1', model: 'claude-opus-5-5', usage: { input_tokens: 10, cache_read_input_tokens: 60, cache_creation_input_tokens: 30, output_tokens: 1 } } };
const stop = { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { input_tokens: null, cache_read_input_tokens: null, cache_creation_input_tokens: 0, output_tokens: 25, output_tokens_details: { thinking_tokens: 7 } } };
const end = { type: 'message_stop' };
const open = (content_block: object, index = 0) => ({ type: 'content_block_start', index, content_block });
const delta = (change: object, index = 0) => ({ type: 'content_block_delta', index, delta: change });
const close = (index = 0) => ({ type: 'content_block_stop', index });
const text = [open({ type: 'text', text: '' }), delta({ type: 'text_delta', text: 'Hi' })];
const isText = (chunk: Chunk): boolean => typeof chunk === 'string';

test('counts all of the prompt, with what a cache gave and got, at the beginning and at the end', () => {
  const counts = { inputTokens: 100, cachedInputTokens: 60, cacheWriteTokens: 30 };
  expect(decode([start, ...text, close(), stop, end])).toEqual([
    { type: 'usage', usage: counts, provenance: 'reported' },
    'Hi',
    { type: 'usage', usage: { ...counts, outputTokens: 25, reasoningTokens: 7 }, provenance: 'reported' },
    { type: 'finish', reason: 'stop', raw: 'end_turn', model: 'claude-opus-5-5' },
  ]);
});

test('passes over pings, what is unknown, and what the own tools of the service do', () => {
  const others = [
    { type: 'ping' },
    { type: 'system.message' },
    open({ type: 'server_tool_use', id: 's', name: 'web_search', input: {} }, 3),
    delta({ type: 'input_json_delta', partial_json: '{"query":"x"}' }, 3),
    close(3),
    open({ type: 'web_search_tool_result', tool_use_id: 's', content: [] }, 4),
    close(4),
    open({ type: 'hologram' }, 5),
    delta({ type: 'light_delta', text: 'no' }, 5),
    delta({ type: 'text_delta', text: 'of no block' }, 9),
  ];
  expect(decode([...others, ...text, delta({ type: 'blink_delta' }), close(), stop, end]).filter(isText)).toEqual(['Hi']);
});

test('gives what is cited as a source, once it has an address', () => {
  const citation = { type: 'web_search_result_location', url: 'https://x.test/', title: 'X' };
  const cited = [...text, delta({ type: 'citations_delta', citation }), delta({ type: 'citations_delta', citation: { type: 'page_location', document_title: 'A' } }), close()];
  expect(decode([...cited, stop, end])).toContainEqual({ type: 'source', url: 'https://x.test/', title: 'X' });
  expect(decode([...cited, stop, end]).filter((chunk) => typeof chunk === 'object' && chunk.type === 'source')).toHaveLength(1);
});

test('a call has its input from its pieces, from its beginning, or none', () => {
  const calls = decode([
    open({ type: 'tool_use', id: 'a', name: 'f', input: {} }),
    delta({ type: 'input_json_delta', partial_json: '' }),
    delta({ type: 'input_json_delta', partial_json: '{"x"' }),
    delta({ type: 'input_json_delta', partial_json: ':1.0}' }),
    close(),
    open({ type: 'tool_use', id: 'b', name: 'g', input: { y: 2 } }, 1),
    close(1),
    open({ type: 'tool_use', id: 'c', name: 'h', input: {} }, 2),
    stop,
    end,
  ]).filter((chunk) => typeof chunk === 'object' && chunk.type === 'tool-call');
  expect(calls).toEqual([
    { type: 'tool-call', id: 'a', name: 'f', arguments: '{"x":1.0}' },
    { type: 'tool-call', id: 'b', name: 'g', arguments: '{"y":2}' },
    { type: 'tool-call', id: 'c', name: 'h', arguments: '{}' },
  ]);
});

test.each([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'tool-calls'],
  ['refusal', 'content-filter'],
  ['pause_turn', 'other'],
  ['tomorrow', 'other'],
  ['toString', 'other'],
])('the stop reason %s is %s', (raw, reason) => {
  expect(decode([{ ...stop, delta: { stop_reason: raw } }, end]).at(-1)).toEqual({ type: 'finish', reason, raw });
});

test('a stream that told its stop reason is whole, also without its last event', () => {
  expect(decode([start, ...text, close(), stop]).at(-1)).toMatchObject({ type: 'finish', reason: 'stop' });
});

test.each([
  ['nothing', []],
  ['its beginning alone', [start]],
  ['a block that is open', [start, ...text]],
  ['a block that is closed', [start, ...text, close()]],
  ['a stop reason over an open block', [start, ...text, stop]],
  ['usage without a stop reason', [start, ...text, close(), { ...stop, delta: { stop_reason: null } }]],
])('a stream that ends after %s is interrupted', (_what, events) => {
  expect(() => decode(events)).toThrow(expect.objectContaining({ code: 'interrupted' }));
});

test('nothing is read after the end', () => {
  expect(decode([...text, close(), stop, end, ...text, { type: 'error' }]).filter(isText)).toEqual(['Hi']);
});

test.each([
  ['invalid_request_error', 'invalid-request'],
  ['authentication_error', 'unauthorized'],
  ['permission_error', 'unauthorized'],
  ['billing_error', 'payment-required'],
  ['not_found_error', 'not-found'],
  ['request_too_large', 'too-large'],
  ['rate_limit_error', 'rate-limited'],
  ['api_error', 'upstream'],
  ['overloaded_error', 'upstream'],
  ['timeout_error', 'upstream'],
  ['error_of_tomorrow', 'upstream'],
])('%s in a stream, or in place of an answer, is %s', (type, code) => {
  const body = { type: 'error', error: { type, message: 'No.' }, request_id: null };
  const failure = expect.objectContaining({ code, message: expect.stringContaining(`${type}: No.`) as string }) as Error;
  expect(() => decode([start, body])).toThrow(failure);
  expect(() => anthropicMessages.decodeAnswer(body, context)).toThrow(failure);
});

test('a prompt over the context window is too large', () => {
  const error = { type: 'invalid_request_error', message: 'prompt is too long: 200082 tokens > 199999 maximum' };
  expect(() => decode([{ type: 'error', error }])).toThrow(expect.objectContaining({ code: 'too-large' }));
});

test('what came in one network chunk with an error comes out before it', () => {
  const decoder = anthropicMessages.createDecoder(context);
  const events = [...text, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }].map((event) => ({ data: JSON.stringify(event) }));
  expect(decoder.push(events)).toEqual(['Hi']);
  expect(decoder.end).toThrow(expect.objectContaining({ code: 'upstream' }));
});

test('an answer in one piece gives parts, without pieces of calls', () => {
  const content = [
    { type: 'thinking', thinking: 'So', signature: 'c2ln' },
    { type: 'text', text: 'Hi', citations: [{ type: 'web_search_result_location', url: 'https://x.test/', title: null }] },
    { type: 'server_tool_use', id: 's', name: 'web_search', input: {} },
    { type: 'tool_use', id: 'a', name: 'f', input: { x: 1 } },
  ];
  expect(anthropicMessages.decodeAnswer({ type: 'message', model: 'm', content, stop_reason: 'tool_use', usage: { input_tokens: 3, output_tokens: 4 } }, context)).toEqual([
    { type: 'reasoning', text: 'So', metadata: { anthropic: { signature: 'c2ln' } } },
    { type: 'text', text: 'Hi' },
    { type: 'source', url: 'https://x.test/' },
    { type: 'tool-call', id: 'a', name: 'f', arguments: '{"x":1}' },
    { type: 'usage', usage: { inputTokens: 3, outputTokens: 4 }, provenance: 'reported' },
    { type: 'finish', reason: 'tool-calls', raw: 'tool_use', model: 'm' },
  ]);
});

test('an answer that begins anew in the middle is no answer; one that says twice that it begins is', () => {
  expect(decode([start, start, ...text, close(), stop, end])).toContain('Hi');
  expect(() => decode([start, ...text, start, ...text, close(), stop, end])).toThrow(expect.objectContaining({ code: 'upstream', message: expect.stringContaining('began another answer') }));
});

test('reads what a message holds as it begins, such as a call out of code that the service runs', () => {
  const content = [{ type: 'tool_use', id: 'toolu_1', name: 'roll', input: { dice: 2 }, caller: { type: 'code_execution_20250825' } }];
  const chunks = decode([{ ...start, message: { ...start.message, content } }, { ...stop, delta: { stop_reason: 'tool_use' } }, end]);
  expect(chunks).toContainEqual({ type: 'tool-call', id: 'toolu_1', name: 'roll', arguments: '{"dice":2}' });
  expect(chunks.at(-1)).toMatchObject({ type: 'finish', reason: 'tool-calls' });
});

test.each([
  ['prompt is too long: 210000 tokens > 200000 maximum', 'too-large'],
  ['request (331 tokens) exceeds the available context size (256 tokens)', 'too-large'],
  ['Your credit balance is too low to access the Anthropic API.', 'payment-required'],
  ['messages: at least one message is required', 'invalid-request'],
])('an invalid_request_error that says "%s" is %s', (message, code) => {
  expect(() => decode([start, { type: 'error', error: { type: 'invalid_request_error', message } }])).toThrow(expect.objectContaining({ code }));
});
