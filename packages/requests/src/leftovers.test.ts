import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { listen, listenRaw } from '@g4f/testkit/servers';
import { expect, test } from 'vitest';
import { readAll } from '../test/read.ts';
import { closePools, StreamSession } from './index.ts';

test('idle connections keep no process alive', async () => {
  // Held by this connection, a process would stay for almost a minute.
  const answer = 'HTTP/1.1 200 OK\r\nkeep-alive: timeout=60\r\ncontent-length: 1\r\n\r\nx';
  await using server = await listenRaw((socket) => socket.on('data', () => socket.write(answer)));
  const script = `
    const { StreamSession } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)});
    await using session = new StreamSession();
    const response = await session.post('${server.url}');
    await response.raiseForStatus();
    process.stdout.write(await response.text());
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { timeout: 12_000 });
  expect(stdout).toBe('x');
});

test('loads undici and the larger modules of Node at the first request, not before', async () => {
  await using server = await listen((_, response) => void response.end('x'));
  const script = `
    const { createRequire } = await import('node:module');
    const loaded = () => [
      Object.keys(createRequire(${JSON.stringify(import.meta.filename)}).cache).some((file) => file.includes('/undici/')),
      ...['net', 'zlib'].map((name) => process.moduleLoadList.includes('NativeModule ' + name)),
    ].join();
    const { StreamSession } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)});
    const before = loaded();
    await using session = new StreamSession();
    await (await session.post('${server.url}')).text();
    process.stdout.write(before + ' ' + loaded());
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { timeout: 10_000 });
  expect(stdout).toBe('false,false,false true,true,true');
});

test('leaves no timer and no listener behind, and closing the pools leaves no socket', async () => {
  await using server = await listen((_, response) => void response.end('x'));
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const { signal } = new AbortController();
  let listeners = 0;
  const { addEventListener: add, removeEventListener: remove } = signal;
  signal.addEventListener = (...given: Parameters<typeof add>) => (listeners++, add.apply(signal, given));
  signal.removeEventListener = (...given: Parameters<typeof remove>) => (listeners--, remove.apply(signal, given));
  await using session = new StreamSession({ signal });
  const response = await session.post(server.url);
  expect(listeners).toBe(1);
  expect((await readAll(response.iterText())).all).toEqual(['x']);
  expect(listeners).toBe(0);
  expect(timers()).toBeLessThanOrEqual(before);
  await closePools();
  await expect.poll(() => server.openSockets()).toBe(0);
});
