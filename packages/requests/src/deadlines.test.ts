import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { defineProvider, type Deadlines } from '@g4f/core';
import { listen, listenRaw } from '@g4f/testkit/servers';
import { afterAll, describe, expect, test } from 'vitest';
import { failure, readAll } from '../test/read.ts';
import { closePools, StreamSession } from './index.ts';

afterAll(closePools);

interface Asked {
  readonly url: string;
  readonly deadlines: Deadlines;
  readonly proxy?: string;
}

/** The two owners of a clock: a session of its own, and the guard of a provider. */
const owners = {
  async *'a session alone'({ url, ...init }: Asked) {
    await using session = new StreamSession({ ...init, provider: 'mine' });
    yield* (await session.post(url)).iterText();
  },
  'a provider'({ url, deadlines, proxy }: Asked) {
    const provider = defineProvider({ id: 'mine', url, models: ['small'] }, async function* (_, init) {
      await using session = new StreamSession(init);
      yield* (await session.post(url)).iterText();
    });
    return provider.createAsyncGenerator({ messages: [{ role: 'user', content: 'Hi' }] }, { timeout: deadlines, proxy });
  },
} as const;

const drip = (socket: Socket, piece: string, ms: number): void => {
  const timer = setInterval(() => socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`), ms);
  socket.on('close', () => clearInterval(timer));
};
const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n';
const silent: RequestListener = () => undefined;
const generous = { connect: 5_000, firstByte: 5_000, idle: 5_000, total: 5_000 } as const;

// Side by side, since they wait most of the time.
describe.each(Object.keys(owners) as (keyof typeof owners)[])('%s', (owner) => {
  test.concurrent.for<readonly [keyof Deadlines, string, () => ReturnType<typeof listen>, string, string]>([
    ['connect', 'a TLS handshake that is never answered', () => listenRaw((socket) => void socket.resume()), 'https:', ''],
    ['firstByte', 'headers that never come', () => listen(silent), 'http:', ''],
    ['firstByte', 'a body that never begins', () => listen((_, response) => void response.flushHeaders()), 'http:', ''],
    ['idle', 'a body that stops', () => listen((_, response) => void response.write('x')), 'http:', 'x'],
    ['total', 'a body that never ends', () => listenRaw((socket) => void socket.once('data', () => socket.write(chunked, () => drip(socket, 'x', 20)))), 'http:', 'x'],
  ])('names the %s deadline, which alone is passed by %s, and frees the socket', async ([name, , start, scheme, came], { expect }) => {
    await using server = await start();
    const { all, error } = await readAll(owners[owner]({ url: server.url.replace('http:', scheme), deadlines: { ...generous, [name]: 300 } }));
    expect(error).toMatchObject({ code: 'timeout', provider: 'mine', message: expect.stringContaining(`the ${name} deadline`) });
    expect(all.join('').replaceAll(/x+/g, 'x')).toBe(came);
    await expect.poll(() => server.openSockets()).toBe(0);
  });

  test.concurrent('counts a proxy that never answers as no connection', async ({ expect }) => {
    await using proxy = await listenRaw((socket) => void socket.resume());
    const { error } = await readAll(owners[owner]({ url: 'https://upstream.test/', proxy: proxy.url, deadlines: { ...generous, connect: 300 } }));
    expect(error).toMatchObject({ code: 'timeout', message: expect.stringContaining('the connect deadline') });
    await expect.poll(() => proxy.openSockets()).toBe(0);
  });

  test.concurrent('takes pings for signs of life', async () => {
    await using server = await listen((_, response) => {
      response.write('first');
      const pings = setInterval(() => response.write(': ping\n\n'), 20);
      setTimeout(() => {
        clearInterval(pings);
        response.end('last');
      }, 700);
    });
    const { all, error } = await readAll(owners[owner]({ url: server.url, deadlines: { ...generous, idle: 300 } }));
    expect([all.join('').replaceAll(': ping\n\n', ''), error]).toEqual(['firstlast', undefined]);
  });

  test.concurrent('does not take a busy consumer for an idle service', async () => {
    await using server = await listen((_, response) => {
      response.write('first');
      response.end('last');
    });
    const chunks = owners[owner]({ url: server.url, deadlines: { ...generous, idle: 50, firstByte: 1_000 } });
    let text = (await chunks.next()).value ?? '';
    await sleep(400);
    text += (await readAll(chunks)).all.join('');
    expect(text).toBe('firstlast');
  });
});

test('a session with a touch tells the stages, and keeps no deadline of its own', async () => {
  await using server = await listen((_, response) => {
    response.write('x');
    setTimeout(() => response.end('y'), 100);
  });
  const stages: string[] = [];
  await using session = new StreamSession({ touch: (stage) => stages.push(stage), deadlines: { idle: 10 } });
  expect((await readAll((await session.post(server.url)).iterText())).all.join('')).toBe('xy');
  expect(stages.join(' ')).toMatch(/^connecting connected headers( bytes)+$/);
});

test('a deadline that is no number is refused before anything is sent', async () => {
  await using session = new StreamSession({ deadlines: { idle: -1 } });
  expect(await failure(session.post('http://127.0.0.1:1/'))).toMatchObject({ code: 'invalid-request', message: expect.stringContaining('timeout.idle') });
});
