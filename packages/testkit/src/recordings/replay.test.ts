import { once } from 'node:events';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { ProviderError, type Part } from '@g4f/core';
import { openaiChat } from '@g4f/wires/openai-chat';
import { expect, test } from 'vitest';
import { createReference } from '../../test/reference-provider.ts';
import { partsWire } from '../../test/parts-wire.ts';
import { listenRecorder, listenRecording, replay, type Chunking, type Fault, type Recorder, type Recording } from '../recordings.ts';
import { answer, certificate, cut, listenProxy, listenWire, neverEnd, status } from '../servers.ts';

const key = 'canary-key-of-a-recorded-call';
const pieces: readonly (string | Part)[] = ['Привет', ', 你好', ' 🌍', { type: 'usage', usage: { inputTokens: 3, outputTokens: 5 }, provenance: 'reported' }];
const request = { messages: [{ role: 'user', content: 'Hello' }] } as const;

const partsOf = (baseURL: string): Promise<Part[]> => Array.fromAsync(createReference({ baseURL, key }).createPartGenerator(request, { timeout: { idle: 300 } }));
const textUntil = async (baseURL: string): Promise<{ readonly text: string; readonly error: unknown }> => {
  let text = '';
  try {
    for await (const chunk of createReference({ baseURL, key }).createAsyncGenerator(request, { timeout: { idle: 300, firstByte: 300 } })) text += chunk;
    return { text, error: undefined };
  } catch (error) {
    return { text, error };
  }
};

/** Records one exchange, in whichever way it ends. */
async function record(act: Parameters<typeof listenWire>[1], use: (recorder: Recorder) => Promise<unknown>): Promise<{ readonly recording: Recording | undefined; readonly failures: readonly unknown[] }> {
  const recordings: Recording[] = [];
  const failures: unknown[] = [];
  await using upstream = await listenWire(partsWire, act);
  const recorder = await listenRecorder({ to: `${upstream.url}/base/`, onRecording: (recording) => void recordings.push(recording), onFailure: (error) => failures.push(error) });
  await use(recorder);
  await recorder.close();
  return { recording: recordings[0], failures };
}

const recorded = async (act = answer(pieces)): Promise<Recording> => {
  const { recording } = await record(act, ({ url }) => textUntil(url));
  if (recording === undefined) throw new Error('nothing was recorded');
  return recording;
};

test('a recorder hands everything on, and what it recorded gives the same parts', async () => {
  const seen: Part[][] = [];
  const { recording } = await record(answer(pieces), async ({ url }) => seen.push(await partsOf(url)));
  expect(recording).toMatchObject({ request: { method: 'POST', path: '/base/chat' }, answer: { status: 200, headers: { 'content-type': 'application/x-ndjson' }, end: 'whole' } });
  expect(recording?.answer.chunks.length).toBeGreaterThan(1);
  expect(JSON.stringify(recording)).not.toContain(key);
  const chunkings: readonly Chunking[] = ['recorded', 'bytes', 'whole', { seed: 1 }, { seed: 2 }];
  for (const chunking of chunkings) {
    await using again = await listenRecording(recording === undefined ? [] : [recording], { chunking });
    expect(await partsOf(`${again.url}/base`)).toEqual(seen[0]);
  }
});

test.each<[string, Fault, string, object]>([
  ['a reset after a chunk', { reset: { chunks: 1 } }, 'Привет', { code: 'interrupted' }],
  ['a reset before anything', { reset: { bytes: 0 } }, '', { code: 'upstream' }],
  ['a stall after a chunk', { stall: { chunks: 2 } }, 'Привет, 你好', { code: 'timeout' }],
  ['a stall within the first line', { stall: { bytes: 10 } }, '', { code: 'timeout' }],
])('%s is played', async (_, fault, text, error) => {
  await using again = await listenRecording([await recorded()], { fault });
  const outcome = await textUntil(`${again.url}/base`);
  expect(outcome.text).toBe(text);
  expect(outcome.error).toMatchObject(error);
});

test("an error in the stream is the wire's own, after what was recorded or in its middle", async () => {
  const lines: Recording = { ...(await recorded()), answer: { status: 200, headers: { 'content-length': '4' }, chunks: [{ at: 0, bytes: Buffer.from('a\n') }, { at: 1, bytes: Buffer.from('b\n') }], end: 'whole' } };
  const error = new ProviderError('too many tokens', { code: 'rate-limited' });
  const event = openaiChat.createEncoder({ id: '', model: '', created: 0, wantsUsage: false }).error(error);
  expect(event).toContain('too many tokens');
  for (const [fault, before] of [
    [{ error: { wire: openaiChat, error } }, 'a\nb\n'],
    [{ error: { wire: openaiChat, error, at: { chunks: 1 } } }, 'a\n'],
  ] as const) {
    await using again = await listenRecording([lines], { fault });
    expect(await (await fetch(`${again.url}/base/chat`, { method: 'POST' })).text()).toBe(before + event);
  }
});

test('how an exchange ended is recorded: cut by upstream, or left by its client', async () => {
  const half = await recorded(cut(['Half']));
  expect(half.answer.end).toBe('cut');
  await using again = await listenRecording([half]);
  expect((await textUntil(`${again.url}/base`)).error).toMatchObject({ code: 'interrupted' });

  const { recording } = await record(neverEnd(['One']), async ({ url }) => {
    for await (const chunk of createReference({ baseURL: url, key }).createAsyncGenerator(request)) if (chunk === 'One') break;
  });
  expect(recording?.answer).toMatchObject({ end: 'left', chunks: [{}] });
});

test('an exchange that is under way when the recorder closes is recorded as far as it came', async () => {
  const { recording } = await record(neverEnd(['One']), async (recorder) => {
    const stream = createReference({ baseURL: recorder.url, key }).createAsyncGenerator(request);
    await stream.next();
    const rest = stream.next().catch(() => undefined);
    await recorder.close();
    await rest;
  });
  expect(recording?.answer.end).toBe('left');
});

test('an error status is recorded like any other answer', async () => {
  const recording = await recorded(status(429, { headers: { 'retry-after': '7', 'set-cookie': 'a=b' }, body: '{"error":{"message":"slow down"}}' }));
  await using again = await listenRecording([recording]);
  expect((await textUntil(`${again.url}/base`)).error).toMatchObject({ code: 'rate-limited', retryAfter: 7_000 });
  expect(recording.answer.headers).not.toHaveProperty('set-cookie');
});

test('a service that cannot be reached is said, and nothing is recorded', async () => {
  const failures: string[] = [];
  await using recorder = await listenRecorder({ to: 'http://127.0.0.1:9', onRecording: () => expect.unreachable(), onFailure: (_, asked) => failures.push(asked) });
  const response = await fetch(`${recorder.url}/chat?key=${key}`);
  expect([response.status, await response.text()]).toEqual([502, 'the recorder could not reach 127.0.0.1:9']);
  expect(failures).toEqual(['GET /chat']);
  await expect(listenRecorder({ to: 'ftp://127.0.0.1', onRecording: () => undefined })).rejects.toThrow('http: or https:');
});

test('a recording that is kept nowhere is a warning, where nobody asks for failures', async () => {
  await using upstream = await listenWire(partsWire, answer(pieces));
  const warned = once(process, 'warning');
  await using recorder = await listenRecorder({ to: upstream.url, onRecording: () => Promise.reject(new Error('the disk is full')) });
  await textUntil(recorder.url);
  expect(await warned).toMatchObject([{ message: expect.stringMatching(/^nothing was recorded of POST .*: the disk is full$/) as string }]);
});

test('a service that speaks TLS is recorded, and one that is reached through a proxy', async () => {
  const trusted = getCACertificates('default');
  setDefaultCACertificates([...trusted, certificate.cert]);
  try {
    await using upstream = await listenWire(partsWire, answer(pieces), { tls: true });
    await using plain = await listenWire(partsWire, answer(pieces));
    await using proxy = await listenProxy({});
    const recordings: Recording[] = [];
    const onRecording = (recording: Recording) => void recordings.push(recording);
    await using secure = await listenRecorder({ to: upstream.url, onRecording });
    await using around = await listenRecorder({ to: plain.url, onRecording, env: { HTTP_PROXY: proxy.url } });
    expect((await textUntil(secure.url)).text).toBe('Привет, 你好 🌍');
    expect((await textUntil(around.url)).text).toBe('Привет, 你好 🌍');
    expect(recordings).toHaveLength(2);
    expect(proxy.seen).toHaveLength(1);
  } finally {
    setDefaultCACertificates(trusted);
  }
});

test('recordings of one address come in turn, the last again, and what was not recorded is said', async () => {
  const of = (text: string): Recording => ({ from: 'a test', request: { method: 'GET', path: '/x?a=b', headers: {}, body: new Uint8Array() }, answer: { status: 200, headers: {}, chunks: [{ at: 0, bytes: Buffer.from(text) }], end: 'whole' } });
  await using server = await listenRecording([of('one'), of('two')]);
  const get = async (path: string) => (await fetch(server.url + path)).text();
  expect([await get('/x'), await get('/x?c=d'), await get('/x')]).toEqual(['one', 'two', 'two']);
  expect(await get('/y')).toBe('nothing was recorded for GET /y; there is GET /x, GET /x');
});

test('the pace is as recorded, or a multiple of it', async () => {
  const slow: Recording = { from: '', request: { method: 'GET', path: '/', headers: {}, body: new Uint8Array() }, answer: { status: 200, headers: {}, chunks: [0, 400].map((at) => ({ at, bytes: Buffer.from('x') })), end: 'whole' } };
  const took = async (speed?: number) => {
    await using server = await listenRecording([slow], { speed });
    const start = performance.now();
    await (await fetch(server.url)).text();
    return performance.now() - start;
  };
  expect(await took(2)).toBeGreaterThan(190);
  expect(await took()).toBeLessThan(190);
  for (const speed of [0, -1, NaN]) expect(() => replay(slow, { speed })).toThrow('speed must be above 0');
});
