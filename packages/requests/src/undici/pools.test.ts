import { listen, listenProxy, type Loopback } from '@g4f/testkit/servers';
import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { readAll } from '../../test/read.ts';
import { closePools, StreamSession } from '../index.ts';

afterEach(closePools);

/** Counts the connections that a server was ever sent. */
function connections({ server }: Loopback): () => number {
  let count = 0;
  server.on('connection', () => count++);
  return () => count;
}

async function post(url: string, proxy = ''): Promise<string> {
  await using session = new StreamSession({ proxy });
  const text = await (await session.post(url)).text();
  await setTimeout(20); // a connection goes back to its pool a turn later
  return text;
}

test('sessions share kept-alive connections by origin and proxy', async () => {
  await using server = await listen((_, response) => void response.end('x'));
  await using other = await listen((_, response) => void response.end('x'));
  await using proxy = await listenProxy();
  const counts = [other, proxy].map(connections);
  for (const round of [1, 2, 3]) {
    expect([await post(server.url), await post(other.url), await post(server.url, proxy.url)], `round ${round}`).toEqual(['x', 'x', 'x']);
  }
  expect(counts.map((count) => count())).toEqual([1, 1]);
});

test('of many proxies the one that was not used for longest is let go, with its idle connections, and an answer under way is not cut off', async () => {
  let slow: ServerResponse | undefined;
  await using server = await listen((request, response) => {
    if (request.url === '/slow') (slow = response).write('x');
    else response.end('x');
  });
  await using proxy = await listenProxy();
  const numbered = (at: number): string => proxy.url.replace('//', `//user${at}:password@`);
  await using session = new StreamSession({ proxy: numbered(0) });
  const answer = (await session.post(`${server.url}/slow`)).iterText();
  expect(await answer.next()).toMatchObject({ value: 'x' });
  for (let at = 1; at < 40; at++) {
    await using each = new StreamSession({ proxy: numbered(at) });
    expect(await (await each.post(server.url)).text()).toBe('x');
  }
  // 32 idle ones, and the one with the answer.
  await expect.poll(() => proxy.openSockets()).toBe(33);
  slow?.end('y');
  expect(await readAll(answer)).toEqual({ all: ['y'], error: undefined });
  await expect.poll(() => proxy.openSockets()).toBe(32);
});

test('closing the pools ends what is under way, also in those that had to make room', async () => {
  await using server = await listen((request, response) => void (request.url === '/slow' ? response.write('x') : response.end('x')));
  await using proxy = await listenProxy();
  const numbered = (at: number): string => proxy.url.replace('//', `//user${at}:password@`);
  await using session = new StreamSession({ proxy: numbered(0) });
  const answer = (await session.post(`${server.url}/slow`)).iterText();
  await answer.next();
  for (let at = 1; at < 40; at++) {
    await using each = new StreamSession({ proxy: numbered(at) });
    await (await each.post(server.url)).text();
  }
  await closePools();
  expect((await readAll(answer)).error).toMatchObject({ code: 'interrupted' });
  await expect.poll(() => proxy.openSockets()).toBe(0);
  expect(await post(server.url, numbered(0))).toBe('x');
});
