import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { listenRaw } from '@g4f/testkit/servers';
import { afterEach, expect, test } from 'vitest';
import { failure } from '../test/read.ts';
import { closePools, StreamSession } from './index.ts';

afterEach(closePools);

const answer = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}';

/** Answers by the number of the request in all, and on its connection. */
async function listenCounting(onRequest: (socket: Socket, inAll: number, onConnection: number) => void) {
  let inAll = 0;
  const connections: number[] = [];
  const server = await listenRaw((socket) => {
    const at = connections.push(0) - 1;
    socket.on('data', () => onRequest(socket, ++inAll, (connections[at] = (connections[at] ?? 0) + 1)));
  });
  return { server, requests: () => connections, [Symbol.asyncDispose]: () => server.close() };
}

const post = async (url: string): Promise<unknown> => {
  await using session = new StreamSession();
  const response = await session.post(url, { body: 'x' });
  const value = await response.json();
  await setTimeout(20); // a connection goes back to its pool a turn later
  return value;
};

test.each<[string, (socket: Socket) => void]>([
  ['closed', (socket) => void socket.destroy()],
  ['reset', (socket) => void socket.resetAndDestroy()],
])('sends once more what a kept-alive connection swallowed as it was %s', async (_, close) => {
  await using counting = await listenCounting((socket, __, onConnection) => (onConnection === 1 ? void socket.write(answer) : close(socket)));
  expect(await post(counting.server.url)).toEqual({});
  expect(await post(counting.server.url)).toEqual({});
  expect(counting.requests()).toEqual([2, 1]);
});

test('sends it once more only', async () => {
  await using counting = await listenCounting((socket, inAll) => (inAll === 1 ? void socket.write(answer) : void socket.destroy()));
  expect(await post(counting.server.url)).toEqual({});
  expect(await failure(post(counting.server.url))).toMatchObject({ code: 'upstream' });
  expect(counting.requests()).toEqual([2, 1]);
});

test('does not send again what a new connection swallowed', async () => {
  await using counting = await listenCounting((socket) => void socket.destroy());
  expect(await failure(post(counting.server.url))).toMatchObject({ code: 'upstream' });
  expect(counting.requests()).toEqual([1]);
});

test('does not send again when a byte of the answer came', async () => {
  await using counting = await listenCounting((socket, inAll) => (inAll === 1 ? void socket.write(answer) : void socket.end('HTTP/1.1 2')));
  expect(await post(counting.server.url)).toEqual({});
  expect(await failure(post(counting.server.url))).toMatchObject({ code: 'upstream' });
  expect(counting.requests()).toEqual([2]);
});

test('an abort while a kept-alive connection is looked over sends nothing', async () => {
  await using counting = await listenCounting((socket) => void socket.write(answer));
  expect(await post(counting.server.url)).toEqual({});
  const controller = new AbortController();
  await using session = new StreamSession({ signal: controller.signal });
  const asked = failure(session.post(counting.server.url));
  // undici looks for news of an idle connection for one turn of the event loop before it writes to it.
  await new Promise((resolve) => process.nextTick(resolve));
  controller.abort('enough');
  expect(await asked).toBe('enough');
  await setTimeout(20);
  expect(counting.requests()).toEqual([1]);
});
