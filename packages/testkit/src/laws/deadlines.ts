import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Deadlines } from '@g4f/core';
import type { Law, Subject } from '../law.ts';
import { answer, drip, neverEnd, stall } from '../servers/acts.ts';
import { listenRaw } from '../servers/listen.ts';
import type { Act } from '../servers/upstream.ts';
import { consume, expectCode, textOf, within, type Outcome } from './consume.ts';
import { ask, stage, testKey } from './stage.ts';

/** Milliseconds: the deadline under test. The others are off. */
const limit = 200;
const noLimits: Deadlines = { connect: false, firstByte: false, idle: false, total: false };

/** Waits for the deadline `name` to pass, and gives what came before it. */
async function expectTimeout(name: keyof Deadlines, read: () => Promise<Outcome<string>>): Promise<readonly string[]> {
  const start = performance.now();
  const { chunks, error } = await read();
  expectCode(error, 'timeout', `the deadline ${name}`);
  const words = new RegExp(name.replace(/[A-Z]/, ' ?$&'), 'i');
  assert.match(error.message, words, `a timeout must say which deadline passed: ${name}`);
  const elapsed = performance.now() - start;
  assert.ok(elapsed > limit - 10, `the deadline ${name} of ${limit} ms passed after ${Math.round(elapsed)} ms`);
  return chunks;
}

async function onStage(subject: Subject, name: keyof Deadlines, act: Act): Promise<readonly string[]> {
  await using on = await stage(subject, act);
  const stream = on.provider.createAsyncGenerator(ask('Hi'), { timeout: { ...noLimits, [name]: limit } });
  return await expectTimeout(name, () => consume(stream, 10 * limit));
}

/** A port that takes a connection and never answers the TLS handshake: a connection that is never made. */
async function connectDeadline({ factory, scenario }: Subject): Promise<void> {
  await using silent = await listenRaw(() => undefined);
  const provider = factory({ baseURL: `https://localhost:${silent.port}${scenario.path ?? ''}`, key: testKey });
  await expectTimeout('connect', () => consume(provider.createAsyncGenerator(ask('Hi'), { timeout: { ...noLimits, connect: limit } }), 10 * limit));
}

/** Silence counts only while somebody waits for a chunk. */
async function busyConsumer(subject: Subject): Promise<void> {
  const gate = Promise.withResolvers<unknown>();
  await using on = await stage(subject, answer(['Take your ', () => gate.promise, 'time']));
  const stream = on.provider.createAsyncGenerator(ask('Hi'), { timeout: { ...noLimits, idle: limit } });
  const first = await within(stream.next(), 'the first chunk');
  await setTimeout(2.5 * limit);
  gate.resolve(undefined);
  assert.equal(String(first.value) + (await textOf(stream)), 'Take your time');
}

export const keepsDeadlines: Law = {
  sentence: 'turns each deadline (connect, first byte, idle, total) into `timeout`, saying which',
  needsUpstream: true,
  async check(subject) {
    await Promise.all([
      connectDeadline(subject),
      onStage(subject, 'firstByte', stall('headers')),
      onStage(subject, 'firstByte', stall('body')),
      onStage(subject, 'idle', neverEnd(['What came is kept'])).then((chunks) => {
        assert.equal(chunks.join(''), 'What came is kept');
      }),
      onStage(subject, 'total', drip(['Never a dull moment. '.repeat(100)], limit / 10)),
      busyConsumer(subject),
    ]);
  },
};
