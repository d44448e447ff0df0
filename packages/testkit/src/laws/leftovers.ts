import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { RunInit } from '@g4f/core';
import type { Law } from '../law.ts';
import { answer, cut, neverEnd, stall, status } from '../servers/acts.ts';
import type { Act } from '../servers/upstream.ts';
import { consume, within } from './consume.ts';
import { ask, stage, type Stage } from './stage.ts';

/** How many resources of each type keep the process alive. */
function census(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const type of process.getActiveResourcesInfo()) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

/** The least that was counted over a while: what comes and goes by itself would hide what is left behind. */
async function quietCensus(): Promise<Map<string, number>> {
  let least = census();
  for (let round = 0; round < 15; round++) {
    await setTimeout(20);
    const now = census();
    least = new Map([...least].map(([type, count]) => [type, Math.min(count, now.get(type) ?? 0)]));
  }
  return least;
}

/** Fails if, a second later, more keeps the process alive than did `before`. */
async function expectNoMoreThan(before: ReadonlyMap<string, number>, what: string): Promise<void> {
  const deadline = performance.now() + 1_000;
  for (;;) {
    const more = [...census()].filter(([type, count]) => count > (before.get(type) ?? 0)).map(([type]) => type);
    if (more.length === 0) return;
    assert.ok(performance.now() < deadline, `${what} left something behind that keeps the process alive: ${more.join(', ')}`);
    await setTimeout(20);
  }
}

const countProcessListeners = (): number => process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);

/** Takes the server's side out of the count: it runs in the same process. */
function hideServer({ upstream }: Stage): void {
  upstream.server.unref().on('connection', (socket) => {
    socket.unref();
  });
}

/** How a call may come to its end, and the act for it. */
const ends: readonly { readonly what: string; readonly act?: Act; readonly take?: number; readonly init?: RunInit; readonly abort?: boolean }[] = [
  { what: 'a whole answer' },
  { what: 'leaving the loop', act: neverEnd(['One', ' and two']), take: 1 },
  { what: 'an abort', act: neverEnd(['One']), take: 1, abort: true },
  { what: 'an error', act: status(500) },
  { what: 'a cut', act: cut(['One']) },
  { what: 'a timeout', act: stall('headers'), init: { timeout: 100 } },
];

export const leavesNothingBehind: Law = {
  sentence:
    'leaves nothing behind: no busy socket, timer or listener after the generator ends (`process.getActiveResourcesInfo()` is empty; idle keep-alive sockets belong to the pool and hold nothing open)',
  async check(subject) {
    const isLocal = subject.scenario.start === undefined;
    await using on = await stage(subject);
    if (!isLocal) hideServer(on);
    // What is loaded and kept for good at the first call is not left behind by a call.
    await consume(on.provider.createAsyncGenerator(ask(subject.scenario.prompt)), 60_000);
    const before = await quietCensus();
    const listeners = countProcessListeners();
    for (const { what, act, take = Infinity, init, abort = false } of isLocal ? ends.filter((end) => end.init === undefined && !end.act) : ends) {
      if (!isLocal) on.upstream.play(act ?? answer(['Hello', ', world']));
      const controller = new AbortController();
      const stream = on.provider.createAsyncGenerator(ask(subject.scenario.prompt), { ...init, signal: controller.signal });
      for (let index = 0; index < take; index++) {
        const { done } = await within(stream.next(), `waiting for ${what}`, 60_000).catch((error: unknown) => {
          if (error instanceof assert.AssertionError) throw error;
          return { done: true };
        });
        if (done === true) break;
      }
      if (abort) controller.abort();
      await stream.return();
      assert.deepEqual(getEventListeners(controller.signal, 'abort'), [], `${what} left a listener on the caller's signal`);
      assert.equal(countProcessListeners(), listeners, `${what} left a listener on the process`);
      await expectNoMoreThan(before, what);
    }
  },
};
