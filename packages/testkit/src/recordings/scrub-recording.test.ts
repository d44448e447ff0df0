import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatRecording, scrubRecording, secretsOf, writeRecording, type RecordedChunk, type Recording } from '../recordings.ts';

const bearer = 'canary-bearer-5d1c9e7a';
const inQuery = 'canary-query-8b20ff11';
const inEnv = 'canary "env" ключ 4f';
const cookie = 'canary-cookie-77aa';

/** Text parted at some places, counted in bytes. */
function parted(text: string, at: readonly number[]): RecordedChunk[] {
  const bytes = Buffer.from(text);
  const places = [...new Set([0, ...at.map((place) => place % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  return places.slice(1).map((place, index) => ({ at: index, bytes: new Uint8Array(bytes.subarray(places[index], place)) }));
}

const recordingOf = (body: string, answer: string, at: readonly number[] = []): Recording => ({
  from: `a test with ${bearer}`,
  request: {
    method: 'POST',
    path: `/v1/chat?alt=sse&key=${inQuery}`,
    headers: { authorization: `Bearer ${bearer}`, 'openai-organization': 'org-canaryorganisation', cookie: `session=${cookie}; theme=dark`, 'content-type': 'application/json', 'x-who': 'me' },
    body: new Uint8Array(Buffer.from(body)),
  },
  answer: { status: 200, headers: { 'content-type': 'text/event-stream', 'set-cookie': 'a=b', 'x-ratelimit-remaining': '3' }, chunks: parted(answer, at), end: 'whole' },
});

const secrets = secretsOf({ MINE_API_KEY: inEnv, HOME: '/home/me', EMPTY_TOKEN: '' });
const leaks = ['canary-bearer', 'canary-query', 'canary "env"', 'canary \\"env', 'canary-cookie', 'org-canary', 'canary%20'];

test('no secret shows, wherever it stands and however the chunks part it, and lengths and borders stay', () => {
  const words = fc.constantFrom(bearer, inQuery, inEnv, JSON.stringify(inEnv), encodeURIComponent(inEnv), cookie, 'org-canaryorganisation', '{"api_key":"canary-bearer-field"}', ' words ', '\n', 'é');
  const texts = fc.array(words, { maxLength: 8 }).map((all) => all.join(''));
  fc.assert(
    fc.property(texts, texts, fc.array(fc.nat(), { maxLength: 30 }), (body, answer, at) => {
      const recording = recordingOf(body, answer, at);
      const clean = scrubRecording(recording, secrets);
      const whole = Buffer.concat(clean.answer.chunks.map(({ bytes }) => bytes)).toString();
      for (const leak of leaks) expect(`${formatRecording(clean)}${whole}`).not.toContain(leak);
      expect(clean.answer.chunks.map(({ bytes }) => bytes.length)).toEqual(recording.answer.chunks.map(({ bytes }) => bytes.length));
      expect(clean.request.body.length).toBe(recording.request.body.length);
    }),
  );
});

test('what a wire needs is kept, and nothing that says who asked', () => {
  const { request, answer } = scrubRecording(recordingOf('{"token":"Hello","password":"p\\"w"}', 'said'), secrets);
  expect(request.headers).toEqual({ 'content-type': 'application/json' });
  expect(request.path).toBe('/v1/chat?alt=sse&key=redacted');
  expect(Buffer.from(request.body).toString()).toBe('{"token":"Hello","password":"reda"}');
  expect(answer.headers).toEqual({ 'content-type': 'text/event-stream', 'x-ratelimit-remaining': '3' });
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'g4f-recordings-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['sk-proj-abcdefghijklmnop', 'sk-pro…'],
  ['AIzaSyA1234567890abcdefghijklmnopqrstuv', 'AIzaSy…'],
  ['gsk_abcdefghijklmnopqrst', 'gsk_ab…'],
  ['ghp_abcdefghijklmnopqrst', 'ghp_ab…'],
  ['xai-abcdefghijklmnopqrst', 'xai-ab…'],
])('what looks like a key is not written: %s', async (key, shown) => {
  for (const recording of [recordingOf(`{"note":"${key}"}`, 'fine'), recordingOf('fine', `my key is ${key}.`, [15, 20])]) {
    const clean = scrubRecording(recording);
    const file = path.join(folder, 'refused.jsonl');
    await expect(writeRecording(file, clean)).rejects.toThrow(`looks like a key (${shown})`);
    await expect(writeRecording(file, clean)).rejects.not.toThrow(key);
  }
  expect(await readdir(folder)).not.toContain('refused.jsonl');
});

test('a compressed answer is not written: keys in it cannot be found', async () => {
  const { request, answer, from } = recordingOf('', '');
  const compressed = { from, request, answer: { ...answer, headers: { 'content-encoding': 'br' } } };
  await expect(writeRecording(path.join(folder, 'compressed.jsonl'), compressed)).rejects.toThrow('compressed (br)');
});

test('a folder that is not there is made, and a file that is there is not written over', async () => {
  const file = path.join(folder, 'new', 'once.jsonl');
  await writeRecording(file, scrubRecording(recordingOf('a', 'b')));
  const before = await readFile(file, 'utf8');
  await expect(writeRecording(file, scrubRecording(recordingOf('c', 'd')))).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await readFile(file, 'utf8')).toBe(before);
});
