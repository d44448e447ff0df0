import type { ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { listen, listenRaw } from '@g4f/testkit/servers';
import { afterAll, describe, expect, test } from 'vitest';
import { hasEngine, trustTestCertificate } from '../../test/engine.ts';
import { failure, readAll } from '../../test/read.ts';
import { http1, http2, reset, type Listening } from '../../test/tls-servers.ts';
import { closePools, StreamSession, type StreamSessionInit } from '../index.ts';

trustTestCertificate();
afterAll(closePools);

const imitating = (init: StreamSessionInit = {}): StreamSession => new StreamSession({ impersonate: 'chrome107', ...init });
const ok = 'HTTP/1.1 200 OK\r\n';

/** The same server, over each version of HTTP: says hello, and then nothing. */
const versions: readonly [string, () => Promise<Listening>][] = [
  ['HTTP/1.1', () => http1((socket) => void socket.write(`${ok}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n`))],
  [
    'HTTP/2',
    () =>
      http2((stream) => {
        stream.respond();
        stream.write('hello');
      }),
  ],
];

describe.skipIf(!hasEngine).each(versions)('over %s', (_, serve) => {
  test('streams the text as it comes, and aborts at once with the reason untouched: the socket is gone', async () => {
    await using server = await serve();
    const controller = new AbortController();
    const stages: string[] = [];
    await using session = imitating({ signal: controller.signal, touch: (stage) => stages.push(stage) });
    const chunks = (await session.post(server.url, { json: {} })).iterText();
    expect(await chunks.next()).toEqual({ done: false, value: 'hello' });
    expect(stages).toEqual(['connecting', 'connected', 'headers', 'bytes']);
    const next = failure(chunks.next());
    const reason = { why: 'enough' };
    controller.abort(reason);
    expect(await next).toBe(reason);
    await expect.poll(server.open, { interval: 5, timeout: 500 }).toBe(0);
  });

  test('closes the connection when the reader leaves, with bytes read or none', async () => {
    await using server = await serve();
    await using session = imitating();
    for await (const chunk of (await session.post(server.url)).iterText()) {
      expect(chunk).toBe('hello');
      break;
    }
    await expect.poll(server.open).toBe(0);
    await session.post(server.url);
    await session[Symbol.asyncDispose]();
    await expect.poll(server.open).toBe(0);
  });

  test('keeps the idle deadline, and frees the socket', async () => {
    await using server = await serve();
    await using session = imitating({ deadlines: { idle: 100 } });
    const { all, error } = await readAll((await session.post(server.url)).iterText());
    expect(all).toEqual(['hello']);
    expect(error).toMatchObject({ code: 'timeout', message: expect.stringContaining('idle') });
    await expect.poll(server.open).toBe(0);
  });

  test('closePools() ends what is under way', async () => {
    await using server = await serve();
    await using session = imitating();
    const chunks = (await session.post(server.url)).iterText();
    await chunks.next();
    const next = failure(chunks.next());
    await closePools();
    expect(await next).toMatchObject({ code: 'interrupted' });
    await expect.poll(server.open).toBe(0);
  });
});

const whole: readonly [string, () => Promise<Listening>][] = [
  ['HTTP/1.1', () => http1((socket) => void socket.write(`${ok}content-length: 5\r\n\r\nhello`))],
  [
    'HTTP/2',
    () =>
      http2((stream) => {
        stream.respond();
        stream.end('hello');
      }),
  ],
];

test.skipIf(!hasEngine).each(whole)('keeps a connection for the next request over %s, and closes it with the pools', async (_, serve) => {
  await using server = await serve();
  for (const __ of [1, 2, 3]) {
    await using session = imitating();
    expect(await (await session.post(server.url, { json: {} })).text()).toBe('hello');
  }
  expect([server.opened(), server.open()]).toEqual([1, 1]);
  await Promise.all(
    [1, 2].map(async () => {
      await using session = imitating();
      await (await session.post(server.url)).text();
    }),
  );
  expect(server.opened()).toBe(2);
  await closePools();
  await expect.poll(server.open).toBe(0);
});

test.skipIf(!hasEngine)('keeps the connect deadline in the middle of a TLS handshake, and the firstByte deadline behind it', async () => {
  await using silent = await listenRaw((socket) => void socket.resume());
  await using session = imitating({ deadlines: { connect: 100 } });
  expect(await failure(session.post(silent.url.replace('http://127.0.0.1', 'https://localhost')))).toMatchObject({
    code: 'timeout',
    message: expect.stringContaining('connect'),
  });
  await expect.poll(() => silent.openSockets()).toBe(0);

  await using mute = await listen(() => undefined, { tls: true });
  await using other = imitating({ deadlines: { connect: 5_000, firstByte: 100 } });
  expect(await failure(other.post(mute.url))).toMatchObject({ code: 'timeout', message: expect.stringContaining('firstByte') });
  await expect.poll(() => mute.openSockets()).toBe(0);
});

test.skipIf(!hasEngine).each<[string, (socket: TLSSocket) => void]>([
  ['closed', (socket) => void socket.end()],
  ['reset', reset],
])('sends once more what a kept-alive connection swallowed as it was %s, and what a new one did, not', async (_, close) => {
  const served = new WeakSet<TLSSocket>();
  let requests = 0;
  await using server = await http1((socket) => {
    requests++;
    if (requests > 3 || served.has(socket)) close(socket);
    else {
      served.add(socket);
      socket.write(`${ok}content-length: 2\r\n\r\n{}`);
    }
  });
  const post = async (): Promise<unknown> => {
    await using session = imitating();
    return await (await session.post(server.url, { json: {} })).json();
  };
  expect([await post(), await post()]).toEqual([{}, {}]);
  expect([requests, server.opened()]).toEqual([3, 2]);
  await closePools();
  expect(await failure(post())).toMatchObject({ code: 'upstream' });
  expect(requests).toBe(4);
});

test.skipIf(!hasEngine)('gives status, headers, cookies and redirects as they are, and undoes the content-encoding as it streams', async () => {
  let answer: ServerResponse | undefined;
  await using server = await listen(
    (request, response) => {
      if (request.url === '/moved') response.writeHead(302, [['Location', '/'], ['set-cookie', 'a=1'], ['set-cookie', 'b=2']].flat()).end('moved');
      else {
        answer = response;
        response.writeHead(200, { 'content-encoding': 'gzip' }).write(gzipSync('hel'));
      }
    },
    { tls: true },
  );
  await using session = imitating();
  const moved = await session.post(`${server.url}/moved`);
  expect([moved.status, moved.headers.get('location'), moved.headers.getSetCookie(), await moved.text()]).toEqual([302, '/', ['a=1', 'b=2'], 'moved']);
  const chunks = (await session.post(server.url)).iterText();
  expect(await chunks.next()).toEqual({ done: false, value: 'hel' });
  answer?.end(gzipSync('lo'));
  expect((await readAll(chunks)).all.join('')).toBe('lo');
  expect((await (await session.post(`${server.url}/moved`)).text()).length).toBe(5);
});

test.skipIf(!hasEngine)('holds the sender at the pace of the reader', async () => {
  const size = 60_000_000;
  let sent = 0;
  await using server = await listen(
    (_, response) => {
      const block = Buffer.alloc(65_536);
      const more = (): void => {
        while (sent < size) {
          sent += block.length;
          if (!response.write(block)) return;
        }
        response.end();
      };
      response.on('drain', more);
      more();
    },
    { tls: true },
  );
  await using session = imitating();
  const chunks = (await session.post(server.url)).iterContent();
  await chunks.next();
  for (let last = -1; last !== sent; ) {
    last = sent;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(sent).toBeLessThan(size / 2);
  let got = 0;
  for await (const chunk of chunks) got += chunk.length;
  expect(got).toBeGreaterThan(size - 1_000_000);
});
