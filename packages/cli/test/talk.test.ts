import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Interruption } from '../src/interruption.ts';
import { dead, echo, failing, stalling } from './providers.ts';
import { createWorld, type WorldInit } from './world.ts';

const ctrlC = '\u0003';
const ctrlD = '\u0004';

/** Types at a terminal: each step waits for what it expects to see. */
async function sitDown(init: WorldInit, ...argv: readonly string[]) {
  const world = createWorld({ ...init, isTTY: true, env: { NO_COLOR: '1' } });
  const done = world.run('chat', ...argv);
  const until = async (isThere: () => boolean): Promise<void> => {
    while (!isThere()) await wait(1);
  };
  let seen = 0;
  return {
    done,
    written: world.written,
    /** Waits for the next prompt, and types. */
    async type(keys: string): Promise<void> {
      await until(() => world.written.err.includes('> ', seen));
      seen = world.written.err.length;
      world.stdin.write(keys);
    },
    /** Waits until stdout has this, and types. */
    async typeAfter(text: string, keys: string): Promise<void> {
      await until(() => world.written.out.includes(text));
      world.stdin.write(keys);
    },
  };
}

test('keeps what was said from turn to turn, until /new', async () => {
  const { type, done } = await sitDown({ providers: [echo] });
  await type('one\r');
  await type('two\r');
  await type('/new\r');
  await type('three\r');
  await type('/exit\r');
  const { code, out } = await done;
  expect(code).toBe(0);
  expect(out.split('\n')).toEqual(['parrot heard user: one', 'parrot heard user: one | assistant: parrot heard user: one | user: two', 'parrot heard user: three', '']);
});

test('gives the model another system text from /system on', async () => {
  const { type, done } = await sitDown({ providers: [echo] }, '--system', 'Be brief.');
  await type('one\r');
  await type('/system Be long.\r');
  await type('/new\r');
  await type('two\r');
  await type(ctrlD);
  expect((await done).out.split('\n')).toEqual(['parrot heard system: Be brief. | user: one', 'parrot heard system: Be long. | user: two', '']);
});

test('lists the commands for one that it does not know, and takes a path for a prompt', async () => {
  const { type, done } = await sitDown({ providers: [echo] });
  await type('/what\r');
  await type('/etc/hosts\r');
  await type('/exit\r');
  const { out, err } = await done;
  expect(out).toBe('parrot heard user: /etc/hosts\n');
  expect(err).toContain('/system');
});

test('lets the line be edited, and earlier ones be called back', async () => {
  const { type, done } = await sitDown({ providers: [echo] });
  await type('oxe\u001B[D\u007Fn\r');
  await type('/new\r');
  await type('\u001B[A\u001B[A\r');
  await type('/exit\r');
  expect((await done).out).toBe('parrot heard user: one\nparrot heard user: one\n');
});

test('stops an answer at Ctrl-C and goes on, and leaves at Ctrl-C by the prompt', async () => {
  const { type, typeAfter, done } = await sitDown({ providers: [stalling] });
  await type('tell me\r');
  await typeAfter('Once ', ctrlC);
  await type(ctrlC);
  const { code, out, err } = await done;
  expect([code, out]).toEqual([130, 'Once \n']);
  expect(err).not.toContain('g4f:');
});

test('shows what is typed during an answer at the next prompt, and not before', async () => {
  const { type, typeAfter, done, written } = await sitDown({ providers: [stalling] });
  await type('tell me\r');
  await typeAfter('Once ', '');
  const before = written.err;
  await typeAfter('Once ', 'half a li');
  await wait(5);
  expect(written.err).toBe(before);
  await typeAfter('Once ', ctrlC);
  await type(ctrlC);
  expect((await done).err).toContain('> half a li');
});

test('says what failed, forgets that turn, and goes on', async () => {
  const { type, done } = await sitDown({ providers: [failing('broken')] });
  await type('one\r');
  await type('/exit\r');
  const { code, err } = await done;
  expect(code).toBe(0);
  expect(err).toContain('g4f: broken: HTTP 500');
});

test('tells a provider without history the last turn alone, and says so', async () => {
  const { type, done } = await sitDown({ providers: [dead] }, '-p', 'dead');
  await type('one\r');
  await type('two\r');
  await type('/exit\r');
  const { out, err } = await done;
  expect(out).toBe('alive after all\nalive after all\n');
  expect(err).toContain('note: dead keeps no history');
});

test('talks with the offline responder where nobody else can be had', async () => {
  const { type, done } = await sitDown({ providers: [failing('llama', 'missing-dependency', 'the engine is not installed')] });
  await type('My brother drinks.\r');
  await type('It rains.\r');
  await type('/exit\r');
  expect((await done).out).toBe('Tell me more about your brother.\nEarlier you spoke of your brother.\n');
});

test('leaves a signal the last word', async () => {
  const stop = new AbortController();
  const { type, done } = await sitDown({ providers: [echo], signal: stop.signal });
  await type('');
  stop.abort(new Interruption('SIGTERM'));
  expect((await done).code).toBe(143);
});
