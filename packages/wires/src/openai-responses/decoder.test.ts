import type { Chunk } from '@g4f/core';
import { expect, test } from 'vitest';
import { sseEvents } from '../../test/sse-events.ts';
import { openaiResponses } from '../openai-responses.ts';

const context = { provider: 'mine' };

/** What a service's events come to. */
function read(...events: readonly object[]): Chunk[] {
  const decoder = openaiResponses.createDecoder(context);
  return [...decoder.push(sseEvents(...events)), ...decoder.end()];
}
const added = (output_index: number, item: object) => ({ type: 'response.output_item.added', output_index, item });
const done = (output_index: number, item: object) => ({ type: 'response.output_item.done', output_index, item });
const completed = (response: object = {}) => ({ type: 'response.completed', response: { status: 'completed', output: [], ...response } });
const finish = { type: 'finish', reason: 'stop', raw: 'completed' };

test('summaries of reasoning are paragraphs, and what is encrypted is kept for the service', () => {
  const item = { type: 'reasoning', id: 'rs_1', summary: [{ type: 'summary_text', text: 'A.' }, { type: 'summary_text', text: 'B.' }], encrypted_content: 'gAAA' };
  const chunks = read(
    added(0, { type: 'reasoning', id: 'rs_1', summary: [] }),
    { type: 'response.reasoning_summary_text.delta', output_index: 0, summary_index: 0, delta: 'A' },
    { type: 'response.reasoning_summary_text.delta', output_index: 0, summary_index: 0, delta: '.' },
    { type: 'response.reasoning_summary_text.delta', output_index: 0, summary_index: 1, delta: 'B.' },
    done(0, item),
    completed({ output: [item], model: 'gpt-6' }),
  );
  expect(chunks).toEqual([
    { type: 'reasoning', text: 'A' },
    { type: 'reasoning', text: '.' },
    { type: 'reasoning', text: '\n\nB.' },
    { type: 'reasoning', text: '', metadata: { mine: { id: 'rs_1', encryptedContent: 'gAAA' } } },
    { ...finish, model: 'gpt-6' },
  ]);
});

test('reasoning that a service shows goes back to it as it was', () => {
  const item = { type: 'reasoning', id: 'rs_1', summary: [], content: [{ type: 'reasoning_text', text: 'Hm.' }] };
  const [thought, bound] = read(done(0, item), completed());
  expect([thought, bound]).toEqual([{ type: 'reasoning', text: 'Hm.' }, { type: 'reasoning', text: '', metadata: { mine: { id: 'rs_1' } } }]);
  const content = [{ type: 'reasoning', text: 'Hm.', metadata: { mine: { id: 'rs_1' } } }] as const;
  const messages = [{ role: 'assistant', content }] as const;
  expect(openaiResponses.encodeRequest({ model: 'm', messages }, context)).toMatchObject({ input: [item] });
  expect(openaiResponses.encodeRequest({ model: 'm', messages }, { provider: 'other' })).toMatchObject({ input: [] });
});

test('a phase of a message is kept for the service', () => {
  const [text, bound] = read(done(0, { type: 'message', phase: 'commentary', content: [{ type: 'output_text', text: 'I look.' }] }), completed());
  expect([text, bound]).toEqual(['I look.', { type: 'text', text: '', metadata: { mine: { phase: 'commentary' } } }]);
  const messages = [{ role: 'assistant', content: [{ type: 'text', text: 'I look.', metadata: { mine: { phase: 'commentary' } } }] }] as const;
  expect(openaiResponses.encodeRequest({ model: 'm', messages }, context)).toMatchObject({ input: [{ role: 'assistant', content: 'I look.', phase: 'commentary' }] });
});

test('a server that sends no deltas, or only the whole at the end, is read all the same, and nothing is told twice', () => {
  const message = { type: 'message', id: 'm1', content: [{ type: 'output_text', text: 'Hi', annotations: [{ type: 'url_citation', url: 'https://example.com/', title: 'E' }] }] };
  const call = { type: 'function_call', id: 'f1', call_id: 'a', name: 'f', arguments: '{}' };
  const told = ['Hi', { type: 'source', url: 'https://example.com/', title: 'E' }, { type: 'tool-call-delta', id: 'a', name: 'f', arguments: '{}' }, { type: 'tool-call', id: 'a', name: 'f', arguments: '{}' }, { ...finish, reason: 'tool-calls' }];
  expect(read(completed({ output: [message, call] }))).toEqual(told);
  expect(read(done(0, message), done(1, call), completed({ output: [message, call] }))).toEqual(told);
  // Its events leave a gap that the whole does not have.
  expect(read(done(3, message), done(5, call), completed({ output: [message, call] }))).toEqual(told);
});

test('a refusal is text, and the finish says so', () => {
  const item = { type: 'message', content: [{ type: 'refusal', refusal: 'No.' }] };
  expect(read(added(0, { type: 'message' }), { type: 'response.refusal.delta', output_index: 0, delta: 'No.' }, done(0, item), completed())).toEqual(['No.', { type: 'finish', reason: 'content-filter', raw: 'refusal' }]);
});

test('a picture that the model made is a file', () => {
  const [file] = read(done(0, { type: 'image_generation_call', result: '/9j/AA==' }), completed());
  expect(file).toEqual({ type: 'file', data: Uint8Array.of(0xff, 0xd8, 0xff, 0), mediaType: 'image/jpeg' });
});

test.each([
  ['nothing', []],
  ['text without its end', [added(0, { type: 'message' }), { type: 'response.output_text.delta', output_index: 0, delta: 'Ha' }]],
  ['an item that ended', [done(0, { type: 'message', content: [{ type: 'output_text', text: 'Ha' }] })]],
  ["another wire's ending", [added(0, { type: 'message' }), '[DONE]']],
])('%s is interrupted', (_, events) => {
  const decoder = openaiResponses.createDecoder(context);
  decoder.push(sseEvents(...events));
  expect(() => decoder.end()).toThrow(expect.objectContaining({ code: 'interrupted' }) as Error);
});

test.each([
  ['a flat error event', { type: 'error', code: 'rate_limit_exceeded', message: 'slow down', param: null }, 'rate-limited'],
  ['a nested error event', { type: 'error', error: { type: 'invalid_request_error', code: 'context_length_exceeded', message: 'too long' } }, 'too-large'],
  ['a failed response', { type: 'response.failed', response: { error: { code: 'server_error', message: 'oops' } } }, 'upstream'],
  ['a failed response without a word', { type: 'response.failed', response: {} }, 'upstream'],
])('%s is thrown after what came before it', (_, event, code) => {
  const decoder = openaiResponses.createDecoder(context);
  expect(decoder.push(sseEvents(added(0, { type: 'message' }), { type: 'response.output_text.delta', output_index: 0, delta: 'Ha' }, event))).toEqual(['Ha']);
  expect(() => decoder.push([])).toThrow(expect.objectContaining({ code }) as Error);
});

test('a response that is not done yet is no answer', () => {
  expect(() => openaiResponses.decodeAnswer({ status: 'queued', output: [] }, context)).toThrow('"queued"');
  expect(() => openaiResponses.decodeAnswer({ status: 'failed', output: [], error: { code: 'insufficient_quota', message: 'no money' } }, context)).toThrow(expect.objectContaining({ code: 'payment-required' }) as Error);
});
