import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Law } from '../law.ts';
import { answer, drip } from '../servers/acts.ts';
import { consume, textOf, within } from './consume.ts';
import { ask, stage } from './stage.ts';

export const isLazy: Law = {
  sentence: 'is lazy: nothing is sent before the first `next()`',
  needsUpstream: true,
  async check(subject) {
    await using on = await stage(subject);
    // The first call loads what the provider loads when it is first used: an eager one after it is seen soon.
    assert.equal(await on.provider.createAsync(ask('Hi')), 'Hello, world');
    const before = on.connections();
    const stream = on.provider.createAsyncGenerator(ask('Hi'));
    const parts = on.provider.createPartGenerator(ask('Hi'));
    await setTimeout(200);
    assert.equal(on.connections(), before, 'a connection was opened before the first next()');
    assert.equal(on.upstream.calls.length, 1, 'a request was sent before the first next()');
    await parts.return();
    assert.equal((await parts.next()).done, true, 'a generator that was left before its start must be at its end');
    assert.equal(await textOf(stream), 'Hello, world');
    assert.equal(on.upstream.calls.length, 2, 'each call must send one request, and one that was left before its start none');
  },
};

export const streams: Law = {
  sentence: 'streams as it arrives: the first chunk is out before upstream ends',
  async check(subject) {
    if (subject.scenario.start === undefined) {
      await using local = await stage(subject);
      const { chunks, error } = await consume(local.provider.createAsyncGenerator(ask(subject.scenario.prompt)), 60_000);
      assert.equal(error, undefined, String(error));
      assert.ok(chunks.length > 1, 'the whole answer came in one chunk');
      return;
    }
    const gate = Promise.withResolvers<unknown>();
    await using on = await stage(subject, answer(['Streams as ', () => gate.promise, 'it arrives']));
    const stream = on.provider.createAsyncGenerator(ask('Hi'));
    const first = await within(stream.next(), 'the first chunk, while upstream waits,', 2_000);
    gate.resolve(undefined);
    assert.ok(first.done !== true && 'Streams as '.startsWith(first.value), `the first chunk was ${JSON.stringify(first.value)}`);
    assert.equal(first.value + (await textOf(stream)), 'Streams as it arrives');
  },
};

const characters = 'Привет, 你好, नमस्ते, 👩‍👩‍👧 and 🌍.';

export const yieldsNoEmptyText: Law = {
  sentence: 'yields no empty text',
  async check(subject) {
    await using on = await stage(subject, answer(['', 'Not', '', ' empty', '']));
    for (const act of [undefined, drip([characters])]) {
      if (act !== undefined && subject.scenario.start !== undefined) on.upstream.play(act);
      const text = await consume(on.provider.createAsyncGenerator(ask(subject.scenario.prompt)), 60_000);
      assert.equal(text.error, undefined, String(text.error));
      assert.ok(text.chunks.length > 0 && text.chunks.every((chunk) => typeof chunk === 'string' && chunk !== ''), 'a chunk of text was empty');
      const parts = await consume(on.provider.createPartGenerator(ask(subject.scenario.prompt)), 60_000);
      assert.equal(parts.error, undefined, String(parts.error));
      assert.ok(!parts.chunks.some((part) => part.type === 'text' && part.text === ''), 'a text part was empty');
    }
  },
};

export const keepsSplitCharacters: Law = {
  sentence: 'keeps a multi-byte character that is split across network chunks',
  needsUpstream: true,
  async check(subject) {
    await using on = await stage(subject, drip([characters]));
    assert.equal(await textOf(on.provider.createAsyncGenerator(ask('Hi'))), characters);
  },
};
