import assert from 'node:assert/strict';
import type { FinishPart, Part, TextPart, UsagePart } from '@g4f/core';
import type { Law } from '../law.ts';
import { answer } from '../servers/acts.ts';
import { consume, textOf, within } from './consume.ts';
import { ask, stage } from './stage.ts';

const text: TextPart = { type: 'text', text: 'Hello' };
const finish: FinishPart = { type: 'finish', reason: 'stop' };
const usage: UsagePart = { type: 'usage', usage: { inputTokens: 3, outputTokens: 5 }, provenance: 'reported' };
const orders: readonly (readonly Part[])[] = [[text], [text, usage, finish], [text, finish, usage], [usage, text, finish]];

export const endsWithOneFinish: Law = {
  sentence: '`createPartGenerator` ends with exactly one `finish`, and nothing after it, whatever the order upstream used',
  async check(subject) {
    await using on = await stage(subject);
    for (const order of subject.scenario.start === undefined ? [[]] : orders) {
      if (subject.scenario.start !== undefined) on.upstream.play(answer(order.filter(({ type }) => on.upstream.wire.carries.includes(type))));
      const stream = on.provider.createPartGenerator(ask(subject.scenario.prompt));
      const { chunks, error } = await consume(stream, 60_000);
      assert.equal(error, undefined, String(error));
      const types = chunks.map(({ type }) => type);
      assert.equal(types.filter((type) => type === 'finish').length, 1, `expected one finish, got ${types.join(', ')}`);
      assert.equal(types.at(-1), 'finish', `expected finish at the end, got ${types.join(', ')}`);
      assert.equal((await stream.next()).done, true, 'something came after the end');
    }
  },
};

export const givesTheSameText: Law = {
  sentence: 'gives the same text from `createAsync`, `createAsyncGenerator` and `createPartGenerator`',
  async check(subject) {
    await using on = await stage(subject, answer(['The same', ' text, ', '三 times']));
    // An answer that is made here is asked for without chance.
    const request = { ...ask(subject.scenario.prompt), ...(subject.scenario.start === undefined && { temperature: 0, seed: 1 }) };
    const streamed = await textOf(on.provider.createAsyncGenerator(request), 60_000);
    assert.equal(await within(on.provider.createAsync(request), 'createAsync', 60_000), streamed);
    const parts = await consume(on.provider.createPartGenerator(request), 60_000);
    assert.equal(parts.error, undefined, String(parts.error));
    assert.equal(parts.chunks.map((part) => (part.type === 'text' ? part.text : '')).join(''), streamed);
    if (subject.scenario.start !== undefined) assert.equal(streamed, 'The same text, 三 times');
  },
};
