import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Stage } from '@g4f/core';
import { aibnServer, flood, listen, listenRaw, type UpstreamCall } from '@g4f/testkit/servers';
import { expect, test } from 'vitest';
import { failure } from '../../test/read.ts';
import { connectionError } from '../connection-error.ts';
import { proxyAddress } from '../proxy-address.ts';
import type { ByteSource, Exchange, Outgoing } from '../transport.ts';
import { fetchFailure } from './fetch-failure.ts';
import { fetchTransport } from './fetch-transport.ts';
import { platform } from './platform.ts';

/** Sends to a server, and notes the stages that are told. */
function send(url: string, init: Partial<Outgoing> = {}): Exchange & { readonly stages: readonly Stage[] } {
  const stages: Stage[] = [];
  const outgoing: Outgoing = { method: 'GET', url: new URL(url), headers: {}, body: undefined, proxy: undefined, dispatcher: undefined, touch: (stage) => void stages.push(stage), ...init };
  const context = { provider: 'mine', host: outgoing.url.host, proxy: undefined, redact: (words: string) => words };
  return { ...fetchTransport(outgoing, (error, phase) => connectionError(error, phase, context)), stages };
}

/** The whole text of a body, and what it failed with. */
async function read(body: ByteSource): Promise<{ text: string; error?: unknown }> {
  const chunks: Uint8Array[] = [];
  try {
    for (let batch = await body.next(); batch !== undefined; batch = await body.next()) chunks.push(...batch);
  } catch (error) {
    return { text: Buffer.concat(chunks).toString(), error };
  }
  return { text: Buffer.concat(chunks).toString() };
}

const first = async (body: ByteSource): Promise<string> => Buffer.concat((await body.next()) ?? []).toString();

/** Answers with its first bytes, and hands over the rest of the answer. */
function half(): { readonly listener: RequestListener; readonly answer: Promise<ServerResponse> } {
  const { promise: answer, resolve } = Promise.withResolvers<ServerResponse>();
  const listener = (_: IncomingMessage, response: ServerResponse): void => {
    response.write('Hel');
    resolve(response);
  };
  return { listener, answer };
}

test('sends method, headers and body as they are, and adds no content-type', async () => {
  await using server = await listen((request, response) => {
    const { method, url, headers } = request;
    void text(request).then((body) => response.end(JSON.stringify({ method, url, type: headers['content-type'], mine: headers['x-mine'], body })));
  });
  for (const body of ['é', new TextEncoder().encode('é')]) {
    const { body: answer, status } = await send(`${server.url}/p?q=1`, { method: 'PUT', headers: { 'x-mine': 'yes' }, body }).incoming;
    expect([status, JSON.parse((await read(answer)).text)]).toEqual([200, { method: 'PUT', url: '/p?q=1', mine: 'yes', body: 'é' }]);
  }
});

test('gives each chunk as it comes, and tells the stages that fetch shows', async () => {
  const { listener, answer } = half();
  await using server = await listen(listener);
  const { incoming, stages } = send(server.url);
  const { body } = await incoming;
  expect([await first(body), stages]).toEqual(['Hel', ['headers', 'bytes']]);
  (await answer).end('lo');
  expect(await read(body)).toEqual({ text: 'lo' });
  expect(stages).toEqual(['headers', 'bytes', 'bytes']);
});

test('gives what came before the body was cut off, and then says so', async () => {
  const { listener, answer } = half();
  await using server = await listen(listener);
  const { body } = await send(server.url).incoming;
  expect(await first(body)).toBe('Hel');
  (await answer).destroy();
  expect(await read(body)).toMatchObject({ text: '', error: { code: 'interrupted', provider: 'mine' } });
});

test('holds the sender while nobody reads, and gives all of it in the end', async () => {
  const size = 100_000_000;
  await using server = await aibnServer();
  const { promise: call, resolve } = Promise.withResolvers<UpstreamCall>();
  server.play((exchange) => {
    resolve(exchange.call);
    return flood(size)(exchange);
  });
  const body = JSON.stringify({ messages: [{ role: 'user', content: 'Hi' }], time: 0, sign: createHash('sha256').update('0:Hi:').digest('hex') });
  const { incoming } = send(`${server.url}/api/generate`, { method: 'POST', body });
  const answer = (await incoming).body;
  const { bytesTaken } = await call;
  // It is held once it has not moved for a while.
  for (let seen = -1; seen !== bytesTaken(); await setTimeout(50)) seen = bytesTaken();
  expect(bytesTaken()).toBeLessThan(size / 4);
  let bytes = 0;
  for (let batch = await answer.next(); batch !== undefined; batch = await answer.next()) for (const { length } of batch) bytes += length;
  expect(bytes).toBe(size);
});

test('an abort is told at once, at any point, and closes the connection', async () => {
  for (const point of ['before headers', 'between chunks', 'with bytes unread']) {
    const { promise: answer, resolve } = Promise.withResolvers<ServerResponse>();
    await using server = await listen((_, response) => {
      if (point !== 'before headers') response.write('x');
      resolve(response);
    });
    const { incoming, abort } = send(server.url);
    const left = once(await answer, 'close');
    const reason = { why: point };
    if (point === 'before headers') {
      abort(reason);
      expect(await failure(incoming)).toBe(reason);
    } else {
      const { body } = await incoming;
      if (point === 'between chunks') await body.next();
      const next = point === 'between chunks' ? body.next() : undefined;
      abort(reason);
      expect(await failure(next ?? body.next())).toBe(reason);
    }
    await left;
  }
});

test('to leave closes the connection', async () => {
  const { listener, answer } = half();
  await using server = await listen(listener);
  const { body } = await send(server.url).incoming;
  const left = once(await answer, 'close');
  expect(await first(body)).toBe('Hel');
  body.cancel();
  await left;
});

test('the runtime undoes the content-encoding', async () => {
  await using server = await listen((_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('whole')));
  expect(await read((await send(server.url).incoming).body)).toEqual({ text: 'whole' });
});

test('an answer without a body ends at once', async () => {
  await using server = await listen((_, response) => void response.writeHead(204, { 'set-cookie': ['a=1', 'b=2'] }).end());
  const { status, headers, body } = await send(server.url).incoming;
  expect([status, headers['set-cookie'], await body.next()]).toEqual([204, ['a=1', 'b=2'], undefined]);
});

test('a redirect is an answer like any other', async () => {
  await using server = await listen((_, response) => void response.writeHead(302, { location: '/on' }).end());
  expect(await send(server.url).incoming).toMatchObject({ status: 302, headers: { location: '/on' } });
});

test('without a connection, and without HTTP, it says whom it could not reach', async () => {
  const closed = await listen(() => undefined);
  await closed.close();
  expect(await failure(send(`${closed.url}/?key=sesame`).incoming)).toMatchObject({ code: 'upstream', message: `mine: cannot reach 127.0.0.1:${closed.port}: the connection was refused; check the address and that the service is running (ECONNREFUSED)` });
  await using garbage = await listenRaw((socket) => void socket.end('what?\r\n\r\n'));
  expect(await failure(send(garbage.url).incoming)).toMatchObject({ code: 'upstream' });
});

test('refuses a proxy and a dispatcher, which fetch has no way to use', async () => {
  const proxy = proxyAddress('http://user:sesame@127.0.0.1:1');
  const refusal = await failure(send('http://127.0.0.1:1', { proxy }).incoming);
  expect(refusal).toMatchObject({ code: 'invalid-request', message: expect.stringMatching(/^fetch has no way to use a proxy: (?!.*sesame)/) as string });
  expect(await failure(send('http://127.0.0.1:1', { dispatcher: { dispatch: () => true } }).incoming)).toMatchObject({ code: 'invalid-request' });
});

test('imitates nobody: an error where that is required, else nothing', () => {
  for (const asked of ['chrome107', { browser: 'chrome107', tls: 'required' }] as const) {
    expect(() => platform.impersonation(asked)).toThrow(expect.objectContaining({ code: 'unsupported', message: expect.stringContaining("tls: 'preferred'") as string }));
  }
  for (const tls of ['preferred', 'native'] as const) expect(platform.impersonation({ browser: 'chrome107', tls }).headersFor('POST', new URL('https://example.com'))).toEqual({});
});

test('has no pools to close', async () => {
  expect(await platform.closePools()).toBeUndefined();
});

test('a failure keeps no query of the address, and names CORS only where that may be the reason', () => {
  const url = new URL('https://api.example.com/chat?key=sesame');
  const words = new TypeError(`error sending request for url (${url.href})`);
  expect(fetchFailure(words, url)).toMatchObject({ name: 'TypeError', message: 'error sending request for url (https://api.example.com)' });
  const plain = new TypeError('Failed to fetch');
  expect(fetchFailure(plain, url, 'https://page.example.com')).toHaveProperty('code', 'CROSS_ORIGIN');
  expect(fetchFailure(plain, url, url.origin)).not.toHaveProperty('code');
  expect(fetchFailure(Object.assign(plain, { code: 'ECONNRESET' }), url, 'https://page.example.com')).toHaveProperty('code', 'ECONNRESET');
  expect(fetchFailure('no error', url)).toBe('no error');
});
