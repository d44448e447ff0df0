import { once } from 'node:events';
import { connect } from 'node:net';
import { Agent, fetch } from 'undici';
import { expect, test } from 'vitest';
import { certificate, listen, listenRaw } from '../servers.ts';

test('an HTTP server answers, and knows its open sockets', async () => {
  await using server = await listen((request, response) => void response.end(request.url));
  const dispatcher = new Agent();
  expect(await (await fetch(`${server.url}/path`, { dispatcher })).text()).toBe('/path');
  expect(server.openSockets()).toBe(1);
  await dispatcher.close();
  await expect.poll(() => server.openSockets()).toBe(0);
});

test('a TLS server shows the test certificate', async () => {
  await using server = await listen((_, response) => void response.end('secret'), { tls: true });
  const dispatcher = new Agent({ connect: { ca: certificate.cert } });
  expect(server.url).toMatch(/^https:/);
  expect(await (await fetch(server.url, { dispatcher })).text()).toBe('secret');
  await dispatcher.close();
});

test('a raw server hands out its sockets, and closing it destroys them', async () => {
  const server = await listenRaw((socket) => void socket.write('never ends'));
  const client = connect(server.port, '127.0.0.1');
  client.on('error', () => undefined);
  expect(String((await once(client, 'data'))[0])).toBe('never ends');
  await server.close();
  await server.close();
  expect(server.openSockets()).toBe(0);
  await once(client, 'close');
});

test('a client that resets does no harm', async () => {
  await using server = await listenRaw((socket) => void socket.write('hello'));
  const client = connect(server.port, '127.0.0.1');
  await once(client, 'data');
  client.resetAndDestroy();
  await expect.poll(() => server.openSockets()).toBe(0);
});
