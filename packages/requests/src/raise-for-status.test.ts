import { listen, listenRaw } from '@g4f/testkit/servers';
import { afterAll, expect, test } from 'vitest';
import { failure, readAll } from '../test/read.ts';
import { closePools, StreamSession, type StreamSessionInit } from './index.ts';

afterAll(closePools);

/** What `raiseForStatus` makes of an answer. */
async function raise(status: number, body: string, headers: { readonly [name: string]: string } = {}, init: StreamSessionInit = {}): Promise<unknown> {
  await using server = await listen((_, response) => void response.writeHead(status, headers).end(body));
  await using session = new StreamSession(init);
  const response = await session.post(server.url);
  return await failure(response.raiseForStatus());
}

test.each([
  [302, 'upstream'],
  [400, 'invalid-request'],
  [401, 'unauthorized'],
  [402, 'payment-required'],
  [403, 'unauthorized'],
  [404, 'not-found'],
  [413, 'too-large'],
  [429, 'rate-limited'],
  [500, 'upstream'],
  [503, 'upstream'],
])('%i is %s', async (status, code) => {
  expect(await raise(status, '')).toMatchObject({ code, status, message: expect.stringMatching(new RegExp(`^127.0.0.1:\\d+ answered ${status}$`)) });
});

test.each([
  ['{"error":{"message":"words","code":1}}', 'words'],
  ['{"error":"words"}', 'words'],
  ['{"message":"words"}', 'words'],
  ['{"detail":"words"}', 'words'],
  ['{"detail":[{"loc":["body"],"msg":"words"}]}', 'words'],
  ['[{"error":{"message":"words"}}]', 'words'],
  ['{"error":{"code":7}}', '{"error":{"code":7}}'],
  ['"words"', 'words'],
  ['null', 'null'],
  ['  several\n lines ', 'several lines'],
  ['<html><title>Bad gateway</title><body>nginx</body></html>', 'Bad gateway'],
])('keeps the words of upstream: %s', async (body, words) => {
  expect(await raise(500, body, { 'content-type': 'text/plain' })).toMatchObject({ message: expect.stringMatching(`answered 500: ${words.replace(/[{}[\]]/g, '\\$&')}$`) });
});

test.each([200, 403, 503])('a page on %i is blocked', async (status) => {
  expect(await raise(status, '<!DOCTYPE html><title>Just a moment...</title>')).toMatchObject({ code: 'blocked', status, message: expect.stringMatching(/page in place of an answer: Just a moment\.\.\.$/) });
  expect(await raise(status, '\n<html>')).toMatchObject({ code: 'blocked', message: expect.stringMatching(/in place of an answer$/) });
});

test('cuts the words at 300 characters and strikes what is private', async () => {
  const key = 'sk-very-private-1234';
  const error = await raise(401, `{"error":"key ${key} and word secretive ${'x'.repeat(400)}"}`, {}, {
    headers: { authorization: `Bearer ${key}` },
    redact: (text) => text.replaceAll('secretive', '[redacted]'),
  });
  expect(String(error)).toMatch(/answered 401: key \[redacted\] and word \[redacted\] x+$/);
  expect(String(error).length).toBeLessThan(350);
});

test('gives back what the caller makes of the words, and throws where that is nothing', async () => {
  await using server = await listen((_, response) => void response.writeHead(401).end('{"error":{"message":"Invalid signature."}}'));
  await using session = new StreamSession({ redact: () => '[redacted]' });
  const first = await session.post(server.url);
  expect(await first.raiseForStatus((words, status) => `${status} ${words}`)).toBe('401 Invalid signature.');
  const second = await session.post(server.url);
  expect(await failure(second.raiseForStatus(() => undefined))).toMatchObject({ code: 'unauthorized' });
});

test('does nothing for an answer, whose first bytes are still there', async () => {
  await using server = await listen((_, response) => {
    response.write('<');
    setTimeout(() => response.end('p> is how it begins'), 20);
  });
  await using session = new StreamSession();
  const response = await session.post(server.url);
  expect(await response.raiseForStatus()).toBeUndefined();
  expect((await readAll(response.iterText())).all.join('')).toBe('<p> is how it begins');
});

test('takes an empty answer for one', async () => {
  expect(await raise(200, '')).toBeUndefined();
  expect(await raise(204, '')).toBeUndefined();
});

test.each(['application/json', 'text/event-stream; charset=utf-8'])('does not wait for the body of %s', async (type) => {
  await using server = await listen((_, response) => void response.writeHead(200, { 'content-type': type }).flushHeaders());
  await using session = new StreamSession();
  const response = await session.post(server.url);
  expect(await response.raiseForStatus()).toBeUndefined();
});

test('reads 64 KiB of an error body at most, and closes the connection', async () => {
  let sent = 0;
  await using server = await listenRaw((socket) => {
    socket.write('HTTP/1.1 500 No\r\ncontent-length: 104857600\r\n\r\n');
    const more = (): void => {
      while (!socket.destroyed && sent < 104_857_600 && socket.write('x'.repeat(16_384))) sent += 16_384;
    };
    socket.on('drain', more).once('data', more);
  });
  await using session = new StreamSession();
  const response = await session.post(server.url);
  expect(await failure(response.raiseForStatus())).toMatchObject({ code: 'upstream', status: 500 });
  await expect.poll(() => server.openSockets()).toBe(0);
  expect(sent).toBeLessThan(20_000_000);
});

test('tells the status also where the error body is cut off', async () => {
  await using server = await listenRaw((socket) => void socket.once('data', () => socket.end('HTTP/1.1 429 No\r\nretry-after: 3\r\ncontent-length: 100\r\n\r\nslow')));
  await using session = new StreamSession();
  const response = await session.post(server.url);
  expect(await failure(response.raiseForStatus())).toMatchObject({ code: 'rate-limited', retryAfter: 3_000 });
});

test('an abort while an error body is read is the reason', async () => {
  await using server = await listen((_, response) => {
    response.writeHead(500, { 'content-length': 9 });
    response.write('x');
  });
  const controller = new AbortController();
  await using session = new StreamSession({ signal: controller.signal });
  const response = await session.post(server.url);
  const raised = failure(response.raiseForStatus());
  controller.abort('enough');
  expect(await raised).toBe('enough');
});
