import { constants } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import { listen } from '@g4f/testkit/servers';
import { afterAll, expect, test } from 'vitest';
import { hasEngine, trustTestCertificate } from '../../test/engine.ts';
import { failure, readAll } from '../../test/read.ts';
import { http1, http2, reset, type Listening } from '../../test/tls-servers.ts';
import { closePools, StreamSession } from '../index.ts';

trustTestCertificate();
afterAll(closePools);

const imitating = (): StreamSession => new StreamSession({ impersonate: 'chrome107', provider: 'mine' });
const ok = 'HTTP/1.1 200 OK\r\n';
const chunked = `${ok}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n`;

/** What is sent after so many milliseconds, when what came before has gone. */
const later = (act: () => void): void => void setTimeout(act, 20);
const cuts: readonly [string, () => Promise<Listening>][] = [
  ['a close between chunks', () => http1((socket) => void socket.write(chunked, () => later(() => socket.end())))],
  ['a reset between chunks', () => http1((socket) => void socket.write(chunked, () => later(() => reset(socket))))],
  ['a chunk of no length', () => http1((socket) => void socket.write(`${chunked}what\r\n`))],
  ['a body shorter than its content-length', () => http1((socket) => void socket.write(`${ok}content-length: 5000000\r\n\r\nhello`, () => later(() => socket.end())))],
  [
    'a reset of a body that ends with its connection',
    () => http1((socket) => void socket.write(`${ok}connection: close\r\n\r\nhello`, () => later(() => reset(socket)))),
  ],
  [
    'a reset of an HTTP/2 stream',
    () =>
      http2((stream) => {
        stream.respond();
        stream.write('hello', () => later(() => stream.destroy(new Error('gone'))));
      }),
  ],
  [
    'a lost HTTP/2 connection',
    () =>
      http2((stream) => {
        stream.respond();
        stream.write('hello', () => later(() => stream.session?.destroy()));
      }),
  ],
];

test.skipIf(!hasEngine).each(cuts)('%s is interrupted, after what came', async (_, serve) => {
  await using server = await serve();
  await using session = imitating();
  const { all, error } = await readAll((await session.post(server.url)).iterText());
  expect(all.join('')).toBe('hello');
  expect(error).toMatchObject({ code: 'interrupted', message: expect.stringContaining('was cut off') });
  await expect.poll(server.open).toBe(0);
});

test.skipIf(!hasEngine)('a stream of HTTP/2 that is reset as CANCEL looks whole to the engine', async () => {
  await using server = await http2((stream) => {
    stream.respond();
    stream.write('hello', () => later(() => stream.close(constants.NGHTTP2_CANCEL)));
  });
  await using session = imitating();
  expect(await readAll((await session.post(server.url)).iterText())).toEqual({ all: ['hello'], error: undefined });
});

test.skipIf(!hasEngine).each<[string, (socket: TLSSocket) => void, RegExp]>([
  ['a close', (socket) => void socket.end(), /closed before an answer \(ECONNRESET\)/],
  ['a reset', reset, /closed before an answer \(ECONNRESET\)/],
  ['a cut of a body so short that the engine waits for its end', (socket) => void socket.end(`${ok}content-length: 9\r\n\r\nhello`), /closed before an answer/],
  ['half a header', (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-ty'), /cannot reach/],
  ['a garbage status line', (socket) => void socket.end('SSH-2.0-OpenSSH_9\r\n\r\n'), /does not speak HTTP/],
  ['10 000 headers', (socket) => void socket.end(`${ok}${'a: b\r\n'.repeat(10_000)}\r\n`), /headers are too large/],
  ['a bad content-length', (socket) => void socket.end(`${ok}content-length: many\r\n\r\nhello`), /does not speak HTTP/],
])('%s before the headers are complete is an upstream error that shows no address', async (_, answer, message) => {
  await using server = await http1(answer);
  await using session = imitating();
  const error = await failure(session.post(`${server.url}/?key=secret`));
  expect(error).toMatchObject({ code: 'upstream', provider: 'mine', message: expect.stringMatching(message) });
  expect(String((error as Error).cause)).not.toMatch(/secret|g4f:/);
  await expect.poll(server.open).toBe(0);
});

test.skipIf(!hasEngine)('says in plain words that nobody listens, that nobody has that name, and that an address does not speak TLS', async () => {
  await using plain = await listen((_, response) => void response.end());
  for (const [url, message] of [
    ['https://127.0.0.1:1/', /connection was refused.*\(ECONNREFUSED\)/],
    ['https://nowhere.invalid/', /\((ENOTFOUND|EAI_AGAIN)\)/],
    [plain.url.replace('http:', 'https:'), /speaks https/],
  ] as const) {
    await using session = imitating();
    expect(await failure(session.post(url))).toMatchObject({ code: 'upstream', message: expect.stringMatching(message) });
  }
});

test.skipIf(!hasEngine)('does not trust a certificate of nobody it knows, and says the cure', async () => {
  const file = process.env['SSL_CERT_FILE'];
  delete process.env['SSL_CERT_FILE'];
  try {
    await using server = await listen((_, response) => void response.end(), { tls: true });
    await using session = imitating();
    expect(await failure(session.post(server.url))).toMatchObject({ code: 'upstream', message: expect.stringContaining('SSL_CERT_FILE') });
  } finally {
    process.env['SSL_CERT_FILE'] = file;
  }
});

test.skipIf(!hasEngine)('an answer that was whole before its connection was reset is whole', async () => {
  await using server = await http1((socket) => void socket.write(`${chunked}0\r\n\r\n`, () => later(() => reset(socket))));
  await using session = imitating();
  const chunks = (await session.post(server.url)).iterText();
  expect((await chunks.next()).value).toBe('hello');
  await expect.poll(server.open).toBe(0);
  expect(await chunks.next()).toEqual({ done: true, value: undefined });
});
