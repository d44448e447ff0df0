import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Law } from '../law.ts';
import { answer, flood } from '../servers/acts.ts';
import { textOf, within } from './consume.ts';
import { ask, stage } from './stage.ts';

/** Bytes. */
const size = 100_000_000;
/** Bytes: what the kernels and the streams on the way may hold. */
const buffers = 32_000_000;

/** Bytes in use, with everything that can be collected gone. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Waits until a number has not grown for a while. */
async function standstill(read: () => number): Promise<void> {
  for (let last = -1, quiet = 0; quiet < 6 && last < size; ) {
    const now = read();
    quiet = now === last ? quiet + 1 : 0;
    last = now;
    await setTimeout(50);
  }
}

export const holdsBackPressure: Law = {
  sentence: 'holds back-pressure: a slow consumer slows upstream; memory stays flat over 100 MB',
  needsUpstream: true,
  async check(subject) {
    await using on = await stage(subject, flood(size));
    const stream = on.provider.createAsyncGenerator(ask('Hi'));
    const taken = (): number => on.upstream.calls[0]?.bytesTaken() ?? 0;
    let length = 0;
    let step = 0;
    let start: number | undefined;
    for (;;) {
      const result = await within(stream.next(), 'a chunk of a flood');
      if (result.done === true) break;
      length += result.value.length;
      if (length < step) continue;
      // Waits at the first chunk until upstream can send no more, and looks at the memory there and after every 20 MB.
      if (step === 0) await standstill(taken);
      assert.ok(taken() - length < buffers, `upstream could send ${taken()} bytes while the consumer had read ${length}`);
      step += size / 5;
      const used = memory();
      start ??= used;
      assert.ok(used - start < buffers, `memory grew by ${used - start} bytes over ${length} bytes of answer`);
    }
    assert.equal(length, size);
  },
};

export const worksTenAtATime: Law = {
  sentence: 'works ten at a time without mixing answers',
  needsUpstream: true,
  async check(subject) {
    const pieces = (question: string): string[] => Array.from({ length: 20 }, (_, index) => `${question} ${index}, `);
    await using on = await stage(
      subject,
      answer((messages) => pieces(messages.at(-1)?.content ?? '').flatMap((piece) => [() => setTimeout(Math.random() * 4), piece])),
    );
    const questions = Array.from({ length: 10 }, (_, index) => `question ${index}`);
    const answers = await Promise.all(questions.map((question) => textOf(on.provider.createAsyncGenerator(ask(question)))));
    assert.deepEqual(answers, questions.map((question) => pieces(question).join('')));
  },
};
