import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Law, Subject } from '../law.ts';
import { neverEnd, stall, type Answer } from '../servers/acts.ts';
import type { Act } from '../servers/upstream.ts';
import { bestOfThree, rejection, within } from './consume.ts';
import { ask, stage, type Stage } from './stage.ts';

/** Milliseconds: what counts as at once. */
const atOnce = 100;
const half: Answer = ['Half an ', 'answer'];

/** Fails unless the only connection was broken off at once after `start`. */
async function expectClosed({ upstream }: Stage, start: number): Promise<void> {
  const [call] = upstream.calls;
  assert.ok(call, 'the server saw no request');
  const { at, isComplete } = await within(call.closed, 'closing the connection', 5 * atOnce);
  assert.equal(isComplete, false);
  assert.ok(at - start <= atOnce, `the server saw the connection close ${Math.round(at - start)} ms later, not within ${atOnce} ms`);
}

export const closesWhenLeft: Law = {
  sentence: 'closes the connection when the consumer leaves the loop (seen at the server within 100 ms)',
  needsUpstream: true,
  async check(subject) {
    for (const view of ['createAsyncGenerator', 'createPartGenerator'] as const) {
      await bestOfThree(async () => {
        await using on = await stage(subject, neverEnd(half));
        const stream: AsyncGenerator<unknown, void, undefined> = on.provider[view](ask('Hi'));
        assert.notEqual((await within(stream.next(), 'the first chunk')).done, true, 'the answer ended before it began');
        const start = performance.now();
        await within(stream.return(), 'return()', 5 * atOnce);
        await expectClosed(on, start);
        assert.equal((await stream.next()).done, true, 'something came after the consumer had left');
      });
    }
  },
};

/** Reads until nothing more comes, and gives the `next()` that waits for it. */
async function readUntilSilent<T>(stream: AsyncIterator<T, void>): Promise<Promise<unknown>[]> {
  for (;;) {
    const next = stream.next();
    const silence = new AbortController();
    const isSilent = await Promise.race([next.then(() => false), setTimeout(100, true, { signal: silence.signal })]);
    if (isSilent) return [next];
    silence.abort();
    assert.notEqual((await next).done, true, 'the answer ended, while upstream was silent');
  }
}

/** Aborts a call that waits; the reason must come back, at once. */
async function abortWaiting(subject: Subject, act: Act): Promise<void> {
  const isLocal = subject.scenario.start === undefined;
  await using on = await stage(subject, act);
  const controller = new AbortController();
  const stream = on.provider.createAsyncGenerator(ask(subject.scenario.prompt), { signal: controller.signal });
  if (isLocal) await within(stream.next(), 'the first chunk', 60_000);
  // Without an upstream nobody can be made to wait: the first of two may have been on its way.
  const waiting = isLocal ? [stream.next(), stream.next()] : await readUntilSilent(stream);
  const reason = { why: 'the caller changed its mind' };
  const start = performance.now();
  controller.abort(reason);
  assert.equal(await rejection(Promise.all(waiting), 'the aborted next()', 5 * atOnce), reason, 'the abort reason did not come back untouched');
  assert.ok(performance.now() - start <= atOnce, 'the abort was not heard at once');
  if (!isLocal) await expectClosed(on, start);
}

export const stopsOnAbort: Law = {
  sentence: 'stops at once on abort, and rethrows `signal.reason` untouched',
  async check(subject) {
    await using on = await stage(subject);
    const signal = AbortSignal.abort();
    const early = await rejection(on.provider.createAsyncGenerator(ask(subject.scenario.prompt), { signal }).next(), 'a call that was aborted before it began');
    assert.equal(early, signal.reason, 'the abort reason did not come back untouched');
    assert.equal(await rejection(on.provider.createAsync(ask(subject.scenario.prompt), { signal }), 'createAsync, aborted'), signal.reason);
    assert.equal(on.connections(), 0, 'a connection was opened for a call that was aborted before it began');
    const silences = subject.scenario.start === undefined ? [stall('body')] : [neverEnd(half), stall('headers'), stall('body')];
    for (const act of silences) await bestOfThree(() => abortWaiting(subject, act));
  },
};
