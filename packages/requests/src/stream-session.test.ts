import { once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '@g4f/testkit/servers';
import { afterAll, expect, test } from 'vitest';
import { failure, readAll } from '../test/read.ts';
import { leftBeyond, resources } from '../test/resources.ts';
import { closePools, StreamSession } from './index.ts';

afterAll(closePools);

/** Answers with what it was sent. */
const echo: RequestListener = (request, response) => {
  const { method, url, headers } = request;
  void text(request).then((body) => response.end(JSON.stringify({ method, url, headers, body })));
};

test('posts JSON and streams the text of the answer as it comes', async () => {
  let answer: ServerResponse | undefined;
  await using server = await listen((_, response) => {
    answer = response;
    response.write('Hel');
  });
  await using session = new StreamSession();
  const response = await session.post(`${server.url}/chat`, { json: { prompt: 'é' } });
  expect(response.status).toBe(200);
  const chunks = response.iterText();
  expect(await chunks.next()).toEqual({ done: false, value: 'Hel' });
  answer?.end('lo');
  expect(await readAll(chunks)).toEqual({ all: ['lo'], error: undefined });
});

test('has its bytes under one name for a relay, and lets who leaves them close the connection', async () => {
  let isClosed = false;
  await using server = await listen((_, response) => {
    response.on('close', () => (isClosed = true));
    response.write('Hel');
  });
  await using session = new StreamSession();
  const response = await session.get(server.url);
  expect(response.body).toBe(response.body);
  for await (const bytes of response.body) {
    expect(new TextDecoder().decode(bytes)).toBe('Hel');
    break;
  }
  await expect.poll(() => isClosed).toBe(true);
});

test('sends method, path, query, body and headers, the later of which win', async () => {
  await using server = await listen(echo);
  await using session = new StreamSession({ headers: { 'X-A': 'session', 'x-b': 'session' } });
  const got = await (await session.request('PUT', `${server.url}/p?q=1`, { body: 'raw', headers: new Headers({ 'x-a': 'own' }) })).json();
  expect(got).toMatchObject({ method: 'PUT', url: '/p?q=1', body: 'raw', headers: { 'x-a': 'own', 'x-b': 'session' } });
  const json = await (await session.post(server.url, { json: [1] })).json();
  expect(json).toMatchObject({ body: '[1]', headers: { 'content-type': 'application/json' } });
  const get = await (await session.get(server.url, { headers: [['x-b', 'pair']] })).json();
  expect(get).toMatchObject({ method: 'GET', headers: { 'x-b': 'pair' } });
});

test('aborts at any point with the reason untouched, and the socket is gone', async () => {
  for (const point of ['before', 'waiting for headers', 'between chunks', 'with bytes unread']) {
    await using server = await listen((_, response) => {
      if (point !== 'waiting for headers') response.write('x');
    });
    const controller = new AbortController();
    const reason = { why: point };
    await using session = new StreamSession({ signal: controller.signal });
    if (point === 'before') controller.abort(reason);
    const request = session.post(server.url);
    if (point === 'before' || point === 'waiting for headers') {
      if (point !== 'before') await once(server.server, 'request');
      controller.abort(reason);
      expect(await failure(request)).toBe(reason);
    } else {
      const chunks = (await request).iterText();
      if (point === 'between chunks') await chunks.next();
      const next = point === 'between chunks' ? chunks.next() : undefined;
      controller.abort(reason);
      expect(await failure(next ?? chunks.next())).toBe(reason);
    }
    await expect.poll(() => server.openSockets()).toBe(0);
  }
});

test('keeps no timer for a reader who comes after the end', async () => {
  await using server = await listen((_, response) => void response.write('x'));
  const before = resources();
  {
    const controller = new AbortController();
    await using session = new StreamSession({ signal: controller.signal });
    const chunks = (await session.post(server.url)).iterText();
    await chunks.next();
    controller.abort('enough');
    expect(await failure(chunks.next())).toBe('enough');
  }
  expect(await leftBeyond(before)).toBe(0);
});

test('closes the connection when the reader leaves the loop', async () => {
  await using server = await listen((_, response) => void response.write('x'));
  await using session = new StreamSession();
  for await (const chunk of (await session.post(server.url)).iterText()) {
    expect(chunk).toBe('x');
    break;
  }
  await expect.poll(() => server.openSockets()).toBe(0);
});

test('raises for a status with the words of upstream', async () => {
  await using server = await listen((_, response) => void response.writeHead(429, { 'retry-after': '2' }).end('{"error":{"message":"slow down"}}'));
  await using session = new StreamSession({ provider: 'mine' });
  const response = await session.post(server.url);
  expect(await failure(response.raiseForStatus())).toMatchObject({
    code: 'rate-limited',
    status: 429,
    retryAfter: 2_000,
    message: `mine: ${new URL(server.url).host} answered 429: slow down`,
  });
});
