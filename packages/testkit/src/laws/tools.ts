import assert from 'node:assert/strict';
import type { ChatRequest, Part, ToolCallPart } from '@g4f/core';
import type { Law } from '../law.ts';
import { answer } from '../servers/acts.ts';
import { consume } from './consume.ts';
import { refusedWithout } from './refused-without.ts';
import { stage } from './stage.ts';

const calls: readonly ToolCallPart[] = [
  { type: 'tool-call', id: 'call_1', name: 'weather', arguments: '{"city":"Zürich","days":2}' },
  { type: 'tool-call', id: 'call_2', name: 'clock', arguments: '{}' },
];
const request: ChatRequest = {
  messages: [
    { role: 'user', content: 'What is the time?' },
    { role: 'assistant', content: [{ type: 'tool-call', id: 'call_0', name: 'clock', arguments: '{"zone":"UTC"}' }] },
    { role: 'tool', content: [{ type: 'tool-result', id: 'call_0', content: 'It is noon.' }] },
  ],
  tools: ['weather', 'clock'].map((name) => ({ name, parameters: { type: 'object', properties: {} } })),
};

/** The deltas of a call, three characters each. */
const deltasOf = ({ id, name, arguments: json }: ToolCallPart): Part[] =>
  (json.match(/.{1,3}/gu) ?? []).map((piece, index) => ({ type: 'tool-call-delta', id, ...(index === 0 && { name }), arguments: piece }));

export const keepsToolCallsWhole: Law = {
  sentence: 'tool calls: streamed arguments arrive whole, in order, with their ids (`supportsTools`)',
  needsUpstream: 'supportsTools',
  async check(subject) {
    await using on = await stage(subject);
    if (await refusedWithout(on, 'supportsTools', request)) return;
    const { carries } = on.upstream.wire;
    assert.ok(carries.includes('tool-call'), 'the provider declares supportsTools: the wire of its scenario must encode tool calls');
    on.upstream.play(answer(carries.includes('tool-call-delta') ? calls.flatMap(deltasOf) : calls));
    const { chunks, error } = await consume(on.provider.createPartGenerator(request));
    assert.equal(error, undefined, String(error));
    const whole = chunks.filter((part) => part.type === 'tool-call').map(({ id, name, arguments: json }) => ({ type: 'tool-call', id, name, arguments: json }));
    assert.deepEqual(whole, calls);
    const last = chunks.at(-1);
    assert.equal(last?.type === 'finish' && last.reason, 'tool-calls', 'the answer waits for results, and must say so');
    const body = on.upstream.calls[0]?.body ?? '';
    for (const word of ['weather', 'call_0', 'It is noon.']) assert.ok(body.includes(word), `upstream must be told of ${JSON.stringify(word)}`);
  },
};
