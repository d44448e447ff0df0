import type { Socket } from 'node:net';
import { listen, listenRaw } from '@g4f/testkit/servers';
import { afterAll, expect, test } from 'vitest';
import { failure, readAll } from '../test/read.ts';
import { closePools, StreamSession } from './index.ts';

afterAll(closePools);

const ok = 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n';
/** Answers every request that comes on a connection. */
const listenFor = (answer: (socket: Socket) => void) => listenRaw((socket) => socket.once('data', () => answer(socket)));

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
