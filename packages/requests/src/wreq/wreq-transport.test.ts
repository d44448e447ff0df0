import { execFile } from 'node:child_process';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { inspect, promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { certificate, listen, listenRaw } from '@g4f/testkit/servers';
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

test.skipIf(!hasEngine)('holds the sender at the pace of the reader over HTTP/2, whose windows are wide', async () => {
  const size = 100;
  let sent = 0;
  const blocks = function* (): Generator<Buffer> {
    for (; sent < size; sent++) yield Buffer.alloc(1_000_000);
  };
  await using server = await http2((stream) => {
    stream.respond();
    Readable.from(blocks()).pipe(stream);
  });
  await using session = imitating();
  const chunks = (await session.post(server.url)).iterContent();
  await chunks.next();
  for (let last = -1; last !== sent; ) {
    last = sent;
    await setTimeout(200);
  }
  expect(sent).toBeLessThan(size / 2);
  let got = 0;
  for await (const chunk of chunks) got += chunk.length;
  expect(got).toBeGreaterThan((size - 1) * 1_000_000);
});

test.skipIf(!hasEngine)('refuses a header that cannot be sent, without its value, and proxy credentials, which would go to the service', async () => {
  await using session = imitating();
  for (const name of ['x-key', 'proxy-authorization']) {
    const error = await failure(session.post('https://127.0.0.1:1/', { headers: { [name]: 'Bearer sk-\nprivate' } }));
    expect(error).toMatchObject({ code: 'invalid-request', message: expect.stringContaining(name) });
    expect(inspect(error, { depth: 9 })).not.toContain('private');
  }
});

test.skipIf(!hasEngine)('asks with any method for any path, and takes an answer without a body', async () => {
  await using server = await listen((request, response) => void (request.url === '/empty' ? response.writeHead(204).end() : response.end(`${request.method ?? ''} ${request.url ?? ''}`)), { tls: true });
  await using session = imitating();
  const asked = async (method: string, path: string): Promise<unknown[]> => {
    const response = await session.request(method, server.url + path);
    return [response.status, await response.text()];
  };
  expect(await asked('GET', '/é?q=1#here')).toEqual([200, 'GET /%C3%A9?q=1']);
  expect(await asked('HEAD', '/')).toEqual([200, '']);
  expect(await asked('DELETE', '/empty')).toEqual([204, '']);
});

test.skipIf(!hasEngine)('is not used where a dispatcher is given, nor for http:', async () => {
  await using secure = await listen((request, response) => void response.end(request.headers.connection), { tls: true });
  await using plain = await listen((request, response) => void response.end(request.rawHeaders.join()));
  const { Agent } = await import('undici');
  const dispatcher = new Agent({ connect: { ca: certificate.cert } });
  let dispatched = 0;
  await using own = imitating({ dispatcher: dispatcher.compose((dispatch) => (options, handler) => (dispatched++, dispatch(options, handler))) });
  expect(await (await own.post(secure.url)).text()).toBe('keep-alive');
  expect(dispatched).toBe(1);
  await dispatcher.close();
  await using session = imitating();
  expect(await (await session.post(plain.url)).text()).toContain('Chrome/107');
});

test.skipIf(!hasEngine)('a lane at rest keeps no process alive', async () => {
  await using server = await listen((_, response) => void response.end('x'), { tls: true });
  server.server.on('connection', (socket) => socket.setTimeout(0));
  const script = `
    const { StreamSession } = await import(${JSON.stringify(new URL('../index.ts', import.meta.url).href)});
    await using session = new StreamSession({ impersonate: 'chrome107' });
    process.stdout.write(await (await session.post('${server.url}')).text());
    process.on('exit', () => process.stdout.write(String(performance.now() - ended < 3_000)));
    const ended = performance.now();
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { timeout: 10_000 });
  expect(stdout).toBe('xtrue');
});
