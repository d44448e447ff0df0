import type { Part } from '@g4f/core';
import { expect, test } from 'vitest';
import { anthropicMessages } from '../anthropic-messages.ts';

const context = { id: 'msg_1', model: 'm', created: 0, wantsUsage: true };
const answer = (...parts: readonly Part[]) => anthropicMessages.encodeAnswer(parts, context);
const piece = (id: string, json: string, name?: string): Part => ({ type: 'tool-call-delta', id, ...(name !== undefined && { name }), arguments: json });

/** The types of the events in a piece of a stream, with the index of their block. */
const eventsIn = (text: string): string[] =>
  [...text.matchAll(/^event: (.*)\ndata: (.*)$/gm)].map(([, event = '', data = '']) => {
    const { index } = JSON.parse(data) as { index?: number };
    return index === undefined ? event : `${event.replace('content_block_', '')} ${index}`;
  });

test('calls whose pieces come mixed up are written one after the other, whole', () => {
  expect(answer(piece('a', '{"x"', 'f'), piece('b', '{"y"', 'g'), piece('a', ':1}'), piece('b', ':2}'))).toMatchObject({
    content: [
      { type: 'tool_use', id: 'a', name: 'f', input: { x: 1 } },
      { type: 'tool_use', id: 'b', name: 'g', input: { y: 2 } },
    ],
  });
});

test('a call is closed as soon as it is whole, and the one that waited goes on', () => {
  const encoder = anthropicMessages.createEncoder(context);
  const whole = (id: string): Part => ({ type: 'tool-call', id, name: 'f', arguments: '{}' });
  expect([piece('a', '{}', 'f'), piece('b', '{', 'f'), whole('a'), piece('b', '}'), whole('b'), whole('b'), piece('b', 'late')].map((part) => eventsIn(encoder.part(part)))).toEqual([
    ['message_start', 'start 0', 'delta 0'],
    [],
    ['stop 0', 'start 1', 'delta 1'],
    ['delta 1'],
    ['stop 1'],
    [],
    [],
  ]);
  expect(eventsIn(encoder.end())).toEqual(['message_delta', 'message_stop']);
});

test('a piece that has a name alone shows the call, and the whole one brings what it says', () => {
  expect(answer(piece('a', '', 'f'), { type: 'tool-call', id: 'a', name: 'f', arguments: '{"x":1}' })).toMatchObject({ content: [{ id: 'a', input: { x: 1 } }] });
});

test('what is bound to a text does not come between the pieces of a call', () => {
  const bound: Part = { type: 'text', text: '', metadata: { gemini: { thoughtSignature: 'x' } } };
  expect(answer(piece('a', '{}', 'f'), bound, piece('a', 'late'))).toMatchObject({ content: [{ type: 'tool_use', id: 'a', input: {} }, { type: 'thinking', thinking: '' }] });
});

test('text and reasoning are blocks of their own, and text after a source goes on', () => {
  const encoder = anthropicMessages.createEncoder(context);
  const parts: Part[] = [
    { type: 'warning', setting: 'seed', message: 'no' },
    { type: 'reasoning', text: 'So' },
    { type: 'text', text: 'a' },
    { type: 'source', url: 'https://x.test/' },
    { type: 'text', text: 'b' },
    { type: 'file', data: Uint8Array.of(1), mediaType: 'image/png' },
  ];
  expect(parts.map((part) => eventsIn(encoder.part(part)))).toEqual([[], ['message_start', 'start 0', 'delta 0'], ['stop 0', 'start 1', 'delta 1'], ['delta 1'], ['delta 1'], []]);
});

test('a failure is an event of its own, after which nothing looks finished', () => {
  const encoder = anthropicMessages.createEncoder(context);
  encoder.part({ type: 'text', text: 'Half' });
  const error = Object.assign(new Error('it broke'), { code: 'interrupted' }) as never;
  expect(encoder.error(error)).toBe('event: error\ndata: {"type":"error","error":{"type":"api_error","message":"it broke"},"request_id":null}\n\n');
});

test('upstream may say in its own words why it stopped, if they are of this wire and mean the same', () => {
  const reasonFor = (reason: 'stop' | 'other' | 'length', raw?: string) => (answer({ type: 'finish', reason, raw }) as { stop_reason: string }).stop_reason;
  expect([reasonFor('stop', 'stop_sequence'), reasonFor('other', 'pause_turn'), reasonFor('length', 'length'), reasonFor('stop', 'max_tokens'), reasonFor('other', 'recitation')]).toEqual([
    'stop_sequence',
    'pause_turn',
    'max_tokens',
    'end_turn',
    'end_turn',
  ]);
});
