import { replay, type Recording } from '@g4f/testkit/recordings';
import { listenWire } from '@g4f/testkit/servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byEvents, truncated } from './by-events.ts';
import { loadRecordings } from './load-recordings.ts';
import { askOurs } from './ours.ts';
import { says } from './question.ts';
import { silent } from './silent.ts';
import { subjectNames, subjects, type SubjectName } from './subjects.ts';
import { askTheirs } from './theirs.ts';

/** Short ones, for they are broken at every event: text, reasoning, tools. */
const broken = {
  'openai-chat': ['llama-cpp-text', 'llama-cpp-reasoning-length', 'vercel-groq-tool-call', 'vercel-mistral-reasoning'],
  'anthropic-messages': ['llama-cpp-text', 'llama-cpp-thinking', 'llama-cpp-tool', 'vercel-tool-no-args'],
  gemini: ['vercel-text', 'vercel-reasoning', 'vercel-tool-call', 'vercel-tool-call-gemini3'],
} as const satisfies { readonly [wire in SubjectName]: readonly string[] };

/** What says that an answer is whole. */
const ending = {
  'openai-chat': /"finish_reason":"/,
  'anthropic-messages': /"message_delta","delta":\{"stop_reason":"/,
  gemini: /"finishReason":"/,
} as const satisfies { readonly [wire in SubjectName]: RegExp };

/** How theirs end an answer whose end is missing: some by an error, some by a finish reason of its own or by none at all. */
const cutOff = {
  'openai-chat': ['error'],
  'anthropic-messages': ['interrupted', 'no finish'],
  gemini: ['interrupted'],
} as const satisfies { readonly [wire in SubjectName]: readonly string[] };

const failures = ['upstream', 'interrupted', 'empty'];
const question = says('Hi');
const textOf = ({ answer }: Recording): string => Buffer.concat(answer.chunks.map(({ bytes }) => bytes)).toString();

let upstream: Awaited<ReturnType<typeof listenWire>>;
beforeAll(async () => {
  upstream = await listenWire(silent, () => undefined);
});
afterAll(() => upstream.close());

describe.each(subjectNames)('%s', async (wire) => {
  const names: readonly string[] = broken[wire];
  const recordings = (await loadRecordings(wire)).filter(({ name }) => names.includes(name)).map(({ name, recording }) => ({ name, recording: byEvents(recording) }));
  const { wire: format, ours, theirs } = subjects[wire];
  const both = async (act: ReturnType<typeof replay>) => {
    upstream.play(act);
    return { ours: await askOurs(ours(upstream.url), question.ours), theirs: await askTheirs(theirs(upstream.url), question.theirs) };
  };
  const borders = ({ answer }: Recording): readonly number[] => answer.chunks.map((_, index) => index);

  test('every recording that is to be broken is there', () => expect(recordings.map(({ name }) => name).sort()).toEqual([...names].sort()));

  test.each(recordings)('$name, cut after any event, is an error unless its end was told', async ({ recording }) => {
    const whole = (await both(replay(recording))).ours;
    for (const events of borders(recording)) {
      const part = truncated(recording, events);
      const outcome = await both(replay(part));
      if (ending[wire].test(textOf(part))) expect(outcome.ours).toMatchObject({ text: whole.text, reasoning: whole.reasoning, calls: whole.calls, ending: whole.ending });
      else {
        expect(failures, `after ${events} events`).toContain(outcome.ours.code);
        expect(cutOff[wire]).toContain(outcome.theirs.ending);
      }
    }
  });

  test.each(recordings)('$name, its connection lost after any event or in the middle of one, is an error', async ({ recording }) => {
    const length = textOf(recording).length;
    const positions = [...borders(recording).map((chunks) => ({ chunks })), ...[0.1, 0.37, 0.61, 0.93].map((share) => ({ bytes: Math.floor(length * share) }))];
    for (const reset of positions) {
      const outcome = await both(replay(recording, { fault: { reset } }));
      expect(failures, JSON.stringify(reset)).toContain(outcome.ours.code);
      expect(outcome.theirs.ending).toBe('error');
    }
  });

  test.each(recordings)('$name, with an error after any event before its end, is an error', async ({ recording }) => {
    for (const chunks of borders(recording)) {
      const outcome = await both(replay(recording, { fault: { error: { wire: format, at: { chunks } } } }));
      expect(failures, `after ${chunks} events`).toContain(outcome.ours.code);
      expect(outcome.theirs.ending).toBe('error');
    }
  });

  test('silence is a timeout here, and theirs waits on', async () => {
    const [first] = recordings;
    if (first === undefined) throw new Error('no recording');
    upstream.play(replay(first.recording, { fault: { stall: { chunks: 2 } } }));
    const leave = new AbortController();
    let isWaiting = true;
    const waiting = askTheirs(theirs(upstream.url), { ...question.theirs, abortSignal: leave.signal }).finally(() => (isWaiting = false));
    await expect(ours(upstream.url).createAsync(question.ours, { timeout: { idle: 200 }, proxy: '' })).rejects.toMatchObject({ code: 'timeout' });
    expect(isWaiting).toBe(true);
    leave.abort();
    expect((await waiting).ending).toBe('error');
  });
});
