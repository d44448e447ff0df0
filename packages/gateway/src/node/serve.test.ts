import { answer, flood, neverEnd } from '@g4f/testkit/servers';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createGateway } from '../index.ts';
import { scripted } from '../../test/scripted.ts';
import { serveProviders, type Served } from '../../test/serve-providers.ts';
import { kinds, listenKind } from '../../test/upstreams.ts';
import { serve } from './serve.ts';

const chat = (content = 'Hi', fields: object = {}): string => JSON.stringify({ model: 'small', messages: [{ role: 'user', content }], ...fields });

/** Speaks bytes, and gives what came until the server closed. */
async function speak({ server }: Served, bytes: string, then?: (socket: Socket) => void): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString()));
  socket.on('error', () => undefined);
  socket.write(bytes);
  then?.(socket);
  await once(socket, 'close');
  return text;
}

describe('the Node server', () => {
  test('does not listen elsewhere without keys', async () => {
    await expect(serve(createGateway(), { host: '0.0.0.0', port: 0 })).rejects.toThrow('asks for no keys, so it does not listen on 0.0.0.0');
  });

  test.each([
    ['a foreign host', { host: 'evil.example' }],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['an origin that only begins like this machine', { origin: 'http://localhost.evil.example' }],
    ['an origin that is opaque', { origin: 'null' }],
  ])('answers 403 to %s', async (_what, headers) => {
    await using served = await serveProviders([scripted('one', ['Hi']).provider]);
    const status = await new Promise((resolve, reject) => {
      request(`${served.url}/v1/models`, { headers, agent: new Agent() }, (response) => resolve(response.resume().statusCode)).on('error', reject).end();
    });
    expect(status).toBe(403);
  });

  test('answers its own names and pages', async () => {
    await using served = await serveProviders([scripted('one', ['Hi']).provider]);
    expect((await fetch(`http://localhost:${served.server.port}/v1/models`, { headers: { origin: 'http://localhost:3000' } })).status).toBe(200);
  });

  test('refuses what is too large: headers, a body that says so, and one that does not', async () => {
    await using served = await serveProviders([scripted('one', ['Hi']).provider], { maxBody: 10_000 });
    expect((await fetch(`${served.url}/`, { headers: { 'x-long': 'x'.repeat(17_000) } })).status).toBe(431);
    const post = (body: string): Promise<Response> => fetch(`${served.url}/v1/chat/completions`, { method: 'POST', body });
    expect((await post(chat('x'.repeat(20_000)))).status).toBe(413);
    const chunked = await speak(served, `POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n${`1000\r\n${'x'.repeat(4_096)}\r\n`.repeat(4)}`);
    expect(chunked).toMatch(/^HTTP\/1.1 413 /);
    expect((await post(chat('x'.repeat(5_000)))).status).toBe(200);
  });

  test('drops who sends headers or a body too slowly, and who says nothing', async () => {
    await using served = await serveProviders([scripted('one', ['Hi']).provider], {}, { headersTimeout: 100, requestTimeout: 200, keepAliveTimeout: 100 });
    const started = performance.now();
    const texts = await Promise.all([
      speak(served, 'GET / HTTP/1.1\r\nhost: local'),
      speak(served, 'POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{'),
      speak(served, 'GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n'),
    ]);
    expect(texts).toEqual([expect.stringContaining(' 408 '), expect.stringContaining(' 408 '), expect.stringContaining('"ok"')]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('lets no header be written into an answer', async () => {
    await using served = await serveProviders([scripted('one', ['Hi']).provider]);
    const text = await speak(served, 'GET /healthz HTTP/1.1\r\nhost: localhost\r\nx-request-id: a\tb\r\nconnection: close\r\n\r\n');
    expect(text).toMatch(/x-request-id: [\da-f-]{36}\r\n/);
    const { headers } = await fetch(`${served.url}/healthz`, { headers: { 'x-request-id': 'mine-1' } });
    expect(headers.get('x-request-id')).toBe('mine-1');
  });

  test('reads upstream at the pace of the client', async () => {
    await using upstream = await listenKind(kinds.openai, flood(100_000_000));
    await using served = await serveProviders([kinds.openai.provide(upstream.url)]);
    const response = await fetch(`${served.url}/v1/chat/completions`, { method: 'POST', body: chat('Hi', { stream: true }) });
    const reader = response.body?.getReader();
    await reader?.read();
    const taken = (): number => upstream.calls[0]?.bytesTaken() ?? 0;
    // The buffers of two kernels' sockets fill, and then nothing moves.
    const isStill = async (): Promise<boolean> => {
      const before = taken();
      await setTimeout(150);
      return taken() === before;
    };
    await expect.poll(isStill, { timeout: 10_000 }).toBe(true);
    expect(taken()).toBeLessThan(60_000_000);
    await reader?.cancel();
    expect(await upstream.calls[0]?.closed).toMatchObject({ isComplete: false });
  });

  test('cuts off a client that takes nothing', async () => {
    await using upstream = await listenKind(kinds.openai, flood(60_000_000));
    await using served = await serveProviders([kinds.openai.provide(upstream.url)], {}, { stallTimeout: 100 });
    const body = chat('Hi', { stream: true });
    const socket = connect(served.server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.pause();
    socket.write(`POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    await expect.poll(() => upstream.calls.length).toBe(1);
    expect(await upstream.calls[0]?.closed).toMatchObject({ isComplete: false });
    socket.destroy();
  });

  test('answers 503 when too much is asked at once', async () => {
    await using upstream = await listenKind(kinds.openai, neverEnd(['Hi']));
    await using served = await serveProviders([kinds.openai.provide(upstream.url)], {}, { maxRequests: 1 });
    const first = await fetch(`${served.url}/v1/chat/completions`, { method: 'POST', body: chat('Hi', { stream: true }) });
    const second = await fetch(`${served.url}/v1/models`);
    expect((await fetch(`${served.url}/healthz`)).status).toBe(200);
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, '1']);
    await first.body?.cancel();
    await expect.poll(async () => (await fetch(`${served.url}/v1/models`)).status).toBe(200);
  });

  test('lets answers come to their end before it stops, and is not ready meanwhile', async () => {
    const gate = Promise.withResolvers<undefined>();
    await using upstream = await listenKind(kinds.openai, answer(['Hel', () => gate.promise, 'lo']));
    await using served = await serveProviders([kinds.openai.provide(upstream.url)]);
    const response = await fetch(`${served.url}/v1/chat/completions`, { method: 'POST', body: chat('Hi', { stream: true }) });
    const idle = await fetch(`${served.url}/readyz`);
    expect(idle.status).toBe(200);
    const closing = served.server.close({ drain: 100 });
    expect((await fetch(`${served.url}/readyz`)).status).toBe(503);
    await setTimeout(200);
    await expect(fetch(`${served.url}/readyz`)).rejects.toThrow('fetch failed');
    gate.resolve(undefined);
    expect(await response.text()).toMatch(/lo.*\[DONE\]\n\n$/s);
    await closing;
    expect(served.server.underWay()).toBe(0);
  });

  test('cuts off what does not end within the grace', async () => {
    await using upstream = await listenKind(kinds.openai, neverEnd(['Hi']));
    await using served = await serveProviders([kinds.openai.provide(upstream.url)]);
    const response = await fetch(`${served.url}/v1/chat/completions`, { method: 'POST', body: chat('Hi', { stream: true }) });
    await served.server.close({ grace: 50 });
    await expect(response.text()).rejects.toThrow();
    expect(await upstream.calls[0]?.closed).toMatchObject({ isComplete: false });
  });

  test('answers HEAD as GET without a body, and OPTIONS with what there is', async () => {
    await using served = await serveProviders([scripted('one', ['Hi']).provider]);
    const head = await fetch(`${served.url}/v1/models`, { method: 'HEAD' });
    expect([head.status, Number(head.headers.get('content-length')) > 50, await head.text()]).toEqual([200, true, '']);
    const options = await fetch(`${served.url}/v1/models/small`, { method: 'OPTIONS', headers: { origin: 'http://localhost:3000', 'access-control-request-method': 'GET' } });
    expect([options.status, options.headers.get('allow'), options.headers.get('access-control-allow-origin')]).toEqual([204, 'POST, GET, HEAD, OPTIONS', null]);
    const wrong = await fetch(`${served.url}/v1/chat/completions`);
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
  });
});
