import type { Socket } from 'node:net';
import { isProviderError } from '@g4f/core';
import { listen, listenRaw } from '@g4f/testkit/servers';
import { afterAll, expect, test } from 'vitest';
import { failure, readAll } from '../test/read.ts';
import { closePools, StreamSession } from './index.ts';

afterAll(closePools);

const ok = 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n';
const chunked = `${ok}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n`;
/** Answers every request that comes on a connection. */
const listenFor = (answer: (socket: Socket) => void) => listenRaw((socket) => socket.once('data', () => answer(socket)));

test.each<[string, (socket: Socket) => void, RegExp]>([
  ['a reset', (socket) => void socket.resetAndDestroy(), /closed before an answer \(ECONNRESET\)/],
  ['a close', (socket) => void socket.destroy(), /closed before an answer \(UND_ERR_SOCKET\)/],
  ['half a header', (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-ty'), /cannot reach/],
  ['a garbage status line', (socket) => void socket.end('SSH-2.0-OpenSSH_9\r\n\r\n'), /does not speak HTTP/],
  ['headers of 100 kB', (socket) => void socket.end(`${ok}x: ${'y'.repeat(100_000)}\r\n\r\n`), /headers are too large/],
  ['10 000 headers', (socket) => void socket.end(`${ok}${'a: b\r\n'.repeat(10_000)}\r\n`), /headers are too large/],
])('%s before the headers are complete is an upstream error', async (_, answer, message) => {
  await using server = await listenFor(answer);
  await using session = new StreamSession({ provider: 'mine' });
  const error = await failure(session.post(server.url));
  expect(error).toMatchObject({ code: 'upstream', provider: 'mine', message: expect.stringMatching(message) });
  expect(isProviderError(error) && error.cause).toBeInstanceOf(Error);
  await expect.poll(() => server.openSockets()).toBe(0);
});

test.each<[string, string, (socket: Socket) => void]>([
  ['a reset in a chunk', `${chunked}ff\r\n`, (socket) => void socket.resetAndDestroy()],
  ['a reset between chunks', chunked, (socket) => void socket.resetAndDestroy()],
  ['a close between chunks', chunked, (socket) => void socket.destroy()],
  ['a close between chunks, announced', chunked.replace('\r\n', '\r\nconnection: close\r\n'), (socket) => void socket.end()],
  ['a body shorter than its content-length', `${ok}content-length: 9\r\n\r\nhello`, (socket) => void socket.end()],
  ['the same, announced to close', `${ok}connection: close\r\ncontent-length: 9\r\n\r\nhello`, (socket) => void socket.end()],
  ['a reset of a body that ends with its connection', `${ok}connection: close\r\n\r\nhello`, (socket) => void socket.resetAndDestroy()],
  ['a chunk without a length', chunked, (socket) => void socket.write('what\r\n')],
])('%s is interrupted, after what came', async (_, head, cut) => {
  let peer: Socket | undefined;
  await using server = await listenFor((socket) => void (peer = socket).write(head));
  await using session = new StreamSession();
  const chunks = (await session.post(server.url)).iterText();
  expect(await chunks.next()).toEqual({ done: false, value: 'hello' });
  if (peer !== undefined) cut(peer);
  expect(await failure(chunks.next())).toMatchObject({ code: 'interrupted', message: expect.stringContaining('was cut off') });
  await expect.poll(() => server.openSockets()).toBe(0);
});

test('what came before a cut is given first, though nobody had read it yet', async () => {
  await using server = await listenFor((socket) => void socket.end(`${ok}content-length: 9\r\n\r\nhello`));
  await using session = new StreamSession();
  const response = await session.post(server.url);
  await expect.poll(() => server.openSockets()).toBe(0);
  expect(await readAll(response.iterText())).toMatchObject({ all: ['hello'], error: { code: 'interrupted' } });
});

test('a body that ends with its connection is whole', async () => {
  await using server = await listenFor((socket) => void socket.end(`${ok}connection: close\r\n\r\nhello`));
  await using session = new StreamSession();
  expect(await (await session.post(server.url)).text()).toBe('hello');
});

test('a bad content-length is an upstream error', async () => {
  await using server = await listenFor((socket) => void socket.end(`${ok}content-length: many\r\n\r\nhello`));
  await using session = new StreamSession();
  expect(await failure(session.post(server.url))).toMatchObject({ code: 'upstream' });
});

test('an informational answer is passed over', async () => {
  await using server = await listen((_, response) => {
    response.writeEarlyHints({ link: '</a.css>; rel=preload' });
    response.end('x');
  });
  await using session = new StreamSession();
  const response = await session.post(server.url);
  expect([response.status, await response.text()]).toEqual([200, 'x']);
});

test.each([
  ['nobody listens', 'http://127.0.0.1:1/', /connection was refused.*\(ECONNREFUSED\)/],
  ['nobody has that name', 'http://nowhere.invalid/', /\((ENOTFOUND|EAI_AGAIN)\)/],
])('says in plain words that %s', async (_, url, message) => {
  await using session = new StreamSession();
  expect(await failure(session.post(url))).toMatchObject({ code: 'upstream', message: expect.stringMatching(message) });
});

test('says that a certificate is not trusted, and the cure', async () => {
  await using server = await listen((_, response) => void response.end(), { tls: true });
  await using session = new StreamSession();
  expect(await failure(session.post(server.url))).toMatchObject({ code: 'upstream', message: expect.stringContaining('NODE_EXTRA_CA_CERTS') });
});

test('says that an address does not speak TLS', async () => {
  await using server = await listen((_, response) => void response.end());
  await using session = new StreamSession();
  expect(await failure(session.post(server.url.replace('http:', 'https:')))).toMatchObject({ code: 'upstream', message: expect.stringContaining('speaks https') });
});

test.each(['nonsense', 'ftp://example.com/', 'https://me:secret@example.com/', '/path'])('refuses the address %s without repeating it', async (url) => {
  await using session = new StreamSession();
  const error = await failure(session.post(url));
  expect(error).toMatchObject({ code: 'invalid-request' });
  expect(String(error)).not.toMatch(/secret|nonsense/);
});

test('refuses a header that cannot be sent, without its value', async () => {
  await using session = new StreamSession();
  const error = await failure(session.post('http://127.0.0.1:1/', { headers: { authorization: 'Bearer sk-\nprivate' } }));
  expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining('authorization') });
  expect(String(error)).not.toContain('private');
});

test('a session that was disposed ends its answers, and sends no more', async () => {
  await using server = await listen((_, response) => void response.write('x'));
  const session = new StreamSession();
  const other = new StreamSession();
  const chunks = (await session.post(server.url)).iterText();
  const others = (await other.post(server.url)).iterText();
  expect([await chunks.next(), await others.next()]).toHaveLength(2);
  const next = failure(chunks.next());
  await session[Symbol.asyncDispose]();
  expect(await next).toMatchObject({ name: 'AbortError' });
  expect(await failure(session.post(server.url))).toMatchObject({ name: 'AbortError' });
  await expect.poll(() => server.openSockets()).toBe(1);
  await other[Symbol.asyncDispose]();
  await expect.poll(() => server.openSockets()).toBe(0);
});
