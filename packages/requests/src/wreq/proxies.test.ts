import { inspect } from 'node:util';
import { listen, listenProxy, listenRaw, listenSocks, type Loopback } from '@g4f/testkit/servers';
import { afterEach, describe, expect, test } from 'vitest';
import { hasEngine, trustTestCertificate } from '../../test/engine.ts';
import { failure, readAll } from '../../test/read.ts';
import { closePools, StreamSession } from '../index.ts';

trustTestCertificate();
afterEach(closePools);

const withCredentials = (url: string): string => url.replace('//', '//user:p%40ss-word@');
const kinds = {
  http: (options: object) => listenProxy({ ...options }),
  https: (options: object) => listenProxy({ ...options, tls: true }),
  socks5: (options: object) => listenSocks({ ...options }),
} as const;

const answering = (body = 'answered'): Promise<Loopback> =>
  listen(
    (_, response) => {
      response.write(body);
      response.end();
    },
    { tls: true },
  );
/** A name that only the proxy takes for this machine. */
const named = ({ port }: Loopback): string => `https://upstream.test:${port}/`;

async function through(proxy: string, url: string): Promise<string> {
  await using session = new StreamSession({ impersonate: 'chrome107', proxy, deadlines: { total: 5_000 } });
  return await (await session.post(url, { body: 'asked' })).text();
}

describe.skipIf(!hasEngine).each(Object.keys(kinds) as (keyof typeof kinds)[])('%s proxy, imitating a browser', (kind) => {
  test('carries a request with credentials, and looks the name up itself', async () => {
    await using server = await answering();
    await using proxy = await kinds[kind]({ credentials: 'user:p@ss-word' });
    expect(await through(withCredentials(proxy.url), named(server))).toBe('answered');
    expect(await through(withCredentials(proxy.url), named(server))).toBe('answered');
    expect(proxy.seen).toEqual([expect.objectContaining({ authorised: true })]);
    expect(JSON.stringify(proxy.seen)).toContain('upstream.test');
  });

  test('that refuses the credentials is unauthorized, and no password shows', async () => {
    await using server = await answering();
    await using proxy = await kinds[kind]({ credentials: 'user:other' });
    for (const url of [withCredentials(proxy.url), proxy.url]) {
      const error = await failure(through(url, named(server)));
      expect(error).toMatchObject({ code: 'unauthorized', message: expect.stringContaining(`proxy ${new URL(proxy.url).host}`) });
      expect(inspect(error, { depth: 9 })).not.toMatch(/p@ss|p%40ss|dXNlcjpw/);
    }
  });

  test('that cannot be reached is named, and one that closes at once is an upstream error', async () => {
    const proxy = await kinds[kind]({});
    await proxy.close();
    expect(await failure(through(proxy.url, 'https://upstream.test/'))).toMatchObject({ code: 'upstream', message: expect.stringMatching(/through the proxy .*\(ECONNREFUSED\)/) });
    await using closing = await listenRaw((socket) => void socket.destroy());
    expect(await failure(through(closing.url.replace('http', kind), 'https://upstream.test/'))).toMatchObject({ code: 'upstream' });
  });

  test('that dies in the middle of an answer interrupts it', async () => {
    await using server = await answering('x'.repeat(100_000));
    await using proxy = await kinds[kind]({ dieAfter: 60_000 });
    await using session = new StreamSession({ impersonate: 'chrome107', proxy: proxy.url });
    const { all, error } = await readAll((await session.post(named(server))).iterText());
    expect(all.join('').length).toBeGreaterThan(10_000);
    expect(error).toMatchObject({ code: 'interrupted' });
  });

  test('that never answers, or leads to what never answers, is left when the caller aborts', async () => {
    await using silent = await listenRaw((socket) => void socket.resume());
    await using proxy = await kinds[kind]({});
    for (const [address, url] of [
      [silent.url.replace('http', kind), 'https://upstream.test/'],
      [proxy.url, `https://upstream.test:${silent.port}/`],
    ] as const) {
      const controller = new AbortController();
      await using session = new StreamSession({ impersonate: 'chrome107', proxy: address, signal: controller.signal });
      const asked = failure(session.post(url));
      await expect.poll(() => silent.openSockets()).toBe(1);
      controller.abort('enough');
      expect(await asked).toBe('enough');
      await expect.poll(() => [silent.openSockets(), proxy.openSockets()]).toEqual([0, 0]);
    }
  });
});

test.skipIf(!hasEngine)('proxies that will not connect are upstream errors with their reasons', async () => {
  await using proxy = await listenProxy({ refuse: 502 });
  expect(await failure(through(proxy.url, 'https://upstream.test/'))).toMatchObject({ code: 'upstream', message: expect.stringContaining('it answered 502') });
  await using socks = await listenSocks({ refuse: 2 });
  expect(await failure(through(socks.url, 'https://upstream.test/'))).toMatchObject({ code: 'upstream', message: expect.stringContaining('not allowed by ruleset') });
});
