import { listen, listenRaw } from '@g4f/testkit/servers';
import { afterAll, expect, test } from 'vitest';
import { failure, readAll } from '../test/read.ts';
import { closePools, StreamSession } from './index.ts';

afterAll(closePools);

test('a session alone keeps the first-byte deadline, and frees the socket', async () => {
  await using server = await listen(() => undefined);
  await using session = new StreamSession({ deadlines: { firstByte: 80 }, provider: 'mine' });
  expect(await failure(session.post(server.url))).toMatchObject({ code: 'timeout', provider: 'mine', message: expect.stringContaining('firstByte') });
  await expect.poll(() => server.openSockets()).toBe(0);
});

test('a session alone keeps the idle deadline, after what came', async () => {
  await using server = await listen((_, response) => void response.write('x'));
  await using session = new StreamSession({ deadlines: { idle: 80 } });
  const { all, error } = await readAll((await session.post(server.url)).iterText());
  expect(all).toEqual(['x']);
  expect(error).toMatchObject({ code: 'timeout', message: expect.stringContaining('idle') });
  await expect.poll(() => server.openSockets()).toBe(0);
});

test('a session alone keeps the total deadline against a server that drips', async () => {
  await using server = await listenRaw((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
    const drip = setInterval(() => socket.write('1\r\nx\r\n'), 10);
    socket.on('close', () => clearInterval(drip));
  });
  await using session = new StreamSession({ deadlines: { total: 150, idle: false } });
  const { all, error } = await readAll((await session.post(server.url)).iterText());
  expect(all.join('')).toMatch(/^x+$/);
  expect(error).toMatchObject({ code: 'timeout', message: expect.stringContaining('total') });
});

test('a session alone keeps the connect deadline in the middle of a TLS handshake', async () => {
  await using server = await listenRaw((socket) => void socket.resume());
  await using session = new StreamSession({ deadlines: { connect: 80 } });
  expect(await failure(session.post(server.url.replace('http:', 'https:')))).toMatchObject({ code: 'timeout', message: expect.stringContaining('connect') });
  await expect.poll(() => server.openSockets()).toBe(0);
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
