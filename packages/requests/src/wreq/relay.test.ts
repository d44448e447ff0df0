import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { failure } from '../../test/read.ts';
import { closeRelay, openRelay, type Route } from './relay.ts';

afterEach(closeRelay);

/** Asks the relay at `href` for a connection, as the engine does, and gives what comes of it. */
async function connectTo(href: string, password?: string): Promise<string> {
  const { hostname, port, username, password: own } = new URL(href);
  const headers = { 'proxy-authorization': `Basic ${btoa(`${username}:${password ?? own}`)}` };
  const asked = request({ hostname, port, method: 'CONNECT', path: 'upstream.test:443', headers }).end();
  const [, socket, head] = (await once(asked, 'connect')) as [IncomingMessage, Socket, Buffer];
  socket.unshift(head);
  return text(socket);
}

const answering: Route = (authority, client) => void client.end(`HTTP/1.1 200 OK\r\n\r\n${authority}`);

test('leads who knows the password to its owner, with the name that is asked for', async () => {
  const { href } = await openRelay(answering);
  expect(await connectTo(href)).toBe('upstream.test:443');
});

test('lets nobody else in: not without the password, not when its way is closed, not as a plain proxy', async () => {
  let routed = 0;
  const way = await openRelay(() => routed++);
  expect(await failure(connectTo(way.href, 'guessed'))).toMatchObject({ code: 'ECONNRESET' });
  expect(await failure(fetch(way.href.replace(/g4f:.*@/, '')))).toBeInstanceOf(TypeError);
  way.close();
  expect(await failure(connectTo(way.href))).toMatchObject({ code: 'ECONNRESET' });
  expect(routed).toBe(0);
});

test('listens on this machine only, and anew after it was closed', async () => {
  const { href } = await openRelay(answering);
  expect(new URL(href).hostname).toBe('127.0.0.1');
  await closeRelay();
  expect(await failure(connectTo(href))).toMatchObject({ code: 'ECONNREFUSED' });
  const again = await openRelay(answering);
  expect(await connectTo(again.href)).toBe('upstream.test:443');
});
