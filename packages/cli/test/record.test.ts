import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAibn } from '@g4f/provider-aibn';
import { listenRecording, readRecording } from '@g4f/testkit/recordings';
import { aibnServer, neverEnd } from '@g4f/testkit/servers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Interruption } from '../src/index.ts';
import { run } from '../src/run.ts';
import { createWorld } from './world.ts';

const pass = 'canary-password';
const env = { AIBN_PASS: pass };
const request = { messages: [{ role: 'user', content: 'Hello' }] } as const;
const hello = 'Привет, 你好 🌍';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'g4f-record-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs `g4f record --to` while `use` has its address, then stops it as Ctrl-C does. */
async function recording(to: string, use: (address: string) => Promise<unknown>) {
  const stop = new AbortController();
  const { io, stdout, written } = createWorld({ env, signal: stop.signal });
  const address = new Promise<string>((resolve) => stdout.once('data', (line: Buffer) => resolve(line.toString().trim())));
  const code = run(['record', '--to', to, '--out', 'kept'], { ...io, cwd: folder });
  await use(await address);
  stop.abort(new Interruption('SIGINT'));
  return { code: await code, ...written };
}

const files = async (): Promise<string[]> => (await readdir(path.join(folder, 'kept')).catch(() => [])).sort();

test('a client is recorded through an address, and the files give the same answer without a key in them', async () => {
  await using upstream = await aibnServer({ pass });
  const ask = (baseURL: string) => createAibn({ baseURL, pass }).createAsync(request, { proxy: '' });
  const { code, err } = await recording(upstream.url, async (address) => {
    expect([await ask(address), await ask(address)]).toEqual([hello, hello]);
  });
  expect(code).toBe(130);
  expect(await files()).toEqual(['001-post-api-generate.jsonl', '002-post-api-generate.jsonl']);
  expect(err).toContain('wrote kept/001-post-api-generate.jsonl: 200, 3 chunks\n');
  const file = path.join(folder, 'kept/001-post-api-generate.jsonl');
  expect(await readFile(file, 'utf8')).not.toContain(pass);
  await using again = await listenRecording([await readRecording(file)], { chunking: 'bytes' });
  expect(await ask(again.url)).toBe(hello);
});

test('an exchange that Ctrl-C interrupts is written as far as it came', async () => {
  await using upstream = await aibnServer();
  upstream.play(neverEnd(['One']));
  let rest: Promise<unknown> = Promise.resolve();
  const { err } = await recording(upstream.url, async (address) => {
    const stream = createAibn({ baseURL: address }).createAsyncGenerator(request, { proxy: '' });
    await stream.next();
    rest = stream.next().catch(() => undefined);
  });
  await rest;
  expect(err).toContain('1 chunk, left by its client');
  expect((await readRecording(path.join(folder, 'kept/001-post-api-generate.jsonl'))).answer.end).toBe('left');
});

test('one question to a provider is answered and recorded', async () => {
  await using upstream = await aibnServer();
  const { io, written } = createWorld({ env });
  const discover: NonNullable<typeof io.discover> = async ({ env: { AIBN_BASE_URL: baseURL = upstream.url } }) => ({ providers: [createAibn({ baseURL })], found: [], failed: [] });
  expect(await run(['record', '-p', 'aibn', '-o', 'kept', 'Hello'], { ...io, cwd: folder, discover })).toBe(0);
  expect(written.out).toBe(`${hello}\n`);
  expect((await readRecording(path.join(folder, 'kept/001-post-api-generate.jsonl'))).from).toMatch(upstream.url);
  const stubborn: typeof discover = async () => ({ providers: [createAibn({ baseURL: upstream.url })], found: [], failed: [] });
  expect(await run(['record', '-p', 'aibn', 'Hello'], { ...io, cwd: folder, discover: stubborn })).toBe(2);
  expect(written.err).toContain(`aibn takes none; record --to ${upstream.url} stands before`);
  expect(await run(['record', '-p', 'nobody', 'Hello'], { ...io, cwd: folder, discover })).toBe(2);
});

test('what looks like a key is not written, and it is said why', async () => {
  await using upstream = await aibnServer({ answer: ['my key is sk-', 'abcdefghijklmnopqrst'] });
  const { err } = await recording(upstream.url, (address) => createAibn({ baseURL: address }).createAsync(request, { proxy: '' }));
  expect(err).toContain('POST /api/generate was not recorded: something in it looks like a key (sk-abc…)');
  expect(await files()).toEqual([]);
});

test.each([[], ['--to', 'https://api.example.com', '-p', 'aibn'], ['--to', 'api.example.com'], ['--to', 'https://api.example.com', 'Hi'], ['-p', 'aibn']])('record %j %j %j %j makes no sense', async (...argv) => {
  const { code, err } = await createWorld().run('record', ...argv.filter((word) => word !== undefined));
  expect([code, err]).toEqual([2, expect.stringMatching(/^g4f: (record|--to|there is no prompt)/)]);
});
