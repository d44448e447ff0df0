import { fetch, Socks5ProxyAgent } from 'undici';
import { expect, test } from 'vitest';
import { listen, listenSocks, type LoopbackSocks } from '../servers.ts';

const get = (target: string, proxy: LoopbackSocks, credentials = '') =>
  fetch(target, { dispatcher: new Socks5ProxyAgent(proxy.url.replace('//', `//${credentials}`)) });

test('it connects to a name that only the proxy can look up', async () => {
  await using server = await listen((_, response) => void response.end('hello'));
  await using proxy = await listenSocks();
  expect(await (await get(`http://upstream.test:${server.port}`, proxy)).text()).toBe('hello');
  expect(proxy.seen).toEqual([{ host: 'upstream.test', port: server.port, authorised: true }]);
});

test('it reads a numeric address', async () => {
  await using server = await listen((_, response) => void response.end('hello'));
  await using proxy = await listenSocks();
  expect(await (await get(server.url, proxy)).text()).toBe('hello');
  expect(proxy.seen[0]?.host).toBe('127.0.0.1');
});

test('it wants the right user and password', async () => {
  await using server = await listen((_, response) => void response.end('hello'));
  await using proxy = await listenSocks({ credentials: 'me:secret' });
  expect(await (await get(server.url, proxy, 'me:secret@')).text()).toBe('hello');
  await expect(get(server.url, proxy, 'me:wrong@')).rejects.toThrow();
  await expect(get(server.url, proxy)).rejects.toThrow();
  expect(proxy.seen.map(({ authorised }) => authorised)).toEqual([true, false, false]);
});

test('it refuses, and dies in the middle of an answer', async () => {
  await using server = await listen((_, response) => {
    response.writeHead(200).write('x'.repeat(10_000));
  });
  await using refusing = await listenSocks({ refuse: 2 });
  await expect(get(server.url, refusing)).rejects.toThrow();
  await using dying = await listenSocks({ dieAfter: 1_000 });
  await expect((await get(server.url, dying)).text()).rejects.toThrow();
});
