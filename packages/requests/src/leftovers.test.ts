import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { listen, listenProxy, listenRaw } from '@g4f/testkit/servers';
import { expect, test } from 'vitest';
import { readAll } from '../test/read.ts';
import { closePools, StreamSession } from './index.ts';

const endings = {
  'read to its end': 'process.stdout.write(await response.text());',
  left: 'for await (const text of response.iterText()) { process.stdout.write(text); break; }',
  'not read at all': "process.stdout.write('x');",
  aborted: "const chunks = response.iterText(); process.stdout.write((await chunks.next()).value); controller.abort('enough'); await chunks.next().catch(() => undefined);",
  'cut off': "const chunks = response.iterText(); process.stdout.write((await chunks.next()).value); await chunks.next().catch(() => undefined);",
} as const;

test.concurrent.each(Object.entries(endings))('a stream that was %s keeps no process alive, and neither do idle connections', async (how, read) => {
  // Held by this connection, a process would stay for almost a minute.
  const whole = 'HTTP/1.1 200 OK\r\nkeep-alive: timeout=60\r\ncontent-length: 1\r\n\r\nx';
  const open = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n';
  await using server = await listenRaw((socket) =>
    socket.on('data', () => {
      socket.write(how === 'read to its end' ? whole : open);
      if (how === 'cut off') socket.destroySoon();
    }),
  );
  await using proxy = await listenProxy();
  const script = `
    const { StreamSession } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)});
    for (const proxy of ['', '${proxy.url}']) {
      const controller = new AbortController();
      await using session = new StreamSession({ proxy, signal: controller.signal });
      const response = await session.post('${server.url}');
      ${read}
    }
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { timeout: 12_000 });
  expect(stdout).toBe('xx');
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
