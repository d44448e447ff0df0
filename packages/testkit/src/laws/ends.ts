import assert from 'node:assert/strict';
import type { Part } from '@g4f/core';
import type { Law } from '../law.ts';
import { answer, cut, empty } from '../servers/acts.ts';
import { consume, expectCode, rejection } from './consume.ts';
import { ask, stage } from './stage.ts';

const metadata: readonly Part[] = [
  { type: 'usage', usage: { inputTokens: 3 }, provenance: 'reported' },
  { type: 'finish', reason: 'stop' },
];

export const refusesEmptyAnswers: Law = {
  sentence: 'treats an empty answer as a failure',
  needsUpstream: true,
  async check(subject) {
    await using on = await stage(subject);
    for (const act of [empty(), answer(metadata.filter(({ type }) => on.upstream.wire.carries.includes(type)))]) {
      on.upstream.play(act);
      expectCode((await consume(on.provider.createAsyncGenerator(ask('Hi')))).error, 'empty', 'an answer with nothing in it');
      expectCode((await consume(on.provider.createPartGenerator(ask('Hi')))).error, 'empty', 'an answer with nothing in it, as parts');
      expectCode(await rejection(on.provider.createAsync(ask('Hi')), 'createAsync'), 'empty', 'an answer with nothing in it, as a whole');
    }
  },
};

export const noticesCuts: Law = {
  sentence: 'treats a connection cut mid-answer as a failure, after yielding what came',
  needsUpstream: true,
  async check(subject) {
    await using on = await stage(subject);
    for (const framing of ['chunked', 'content-length'] as const) {
      on.upstream.play(cut(['Half an ', 'answer'], framing));
      const { chunks, error } = await consume(on.provider.createAsyncGenerator(ask('Hi')));
      expectCode(error, 'interrupted', `an answer that was cut (${framing})`);
      assert.equal(chunks.join(''), 'Half an answer', 'what came before the cut must be yielded');
      expectCode(await rejection(on.provider.createAsync(ask('Hi')), 'createAsync'), 'interrupted', 'createAsync of an answer that was cut');
      on.upstream.play(cut([], framing));
      expectCode((await consume(on.provider.createAsyncGenerator(ask('Hi')))).error, 'upstream', `an answer that was cut before it began (${framing})`);
    }
  },
};
