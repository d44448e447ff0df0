import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { inspect } from 'node:util';
import { certificate, listen, listenProxy, listenRaw, listenSocks, type Loopback } from '@g4f/testkit/servers';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { failure, readAll } from '../test/read.ts';
import { closePools, StreamSession } from './index.ts';

const trusted = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...trusted, certificate.cert]));
afterEach(closePools);
afterAll(() => setDefaultCACertificates(trusted));

const credentials = 'user:p%40ss-word';
const withCredentials = (url: string, given = credentials): string => url.replace('//', `//${given}@`);

const kinds = {
  http: (options: object) => listenProxy({ ...options }),
  https: (options: object) => listenProxy({ ...options, tls: true }),
  socks5: (options: object) => listenSocks({ ...options }),
} as const;

/** Posts through a proxy and gives what came of it. */
async function through(proxy: string, url: string): Promise<string> {
  await using session = new StreamSession({ proxy, deadlines: { total: 5_000 } });
  const response = await session.post(url, { body: 'asked' });
  return await response.text();
}

const answering = (tls: boolean): Promise<Loopback> => listen((_, response) => void response.end('answered'), { tls });
/** A name that only the proxy takes for this machine. */
const named = ({ port, url }: Loopback): string => `${url.split(':')[0] ?? ''}://upstream.test:${port}/`;

describe.each(Object.keys(kinds) as (keyof typeof kinds)[])('%s proxy', (kind) => {
  test.each([false, true])('carries a request with credentials, and looks the name up itself (TLS target: %s)', async (tls) => {
    await using server = await answering(tls);
    await using proxy = await kinds[kind]({ credentials: 'user:p@ss-word' });
    expect(await through(withCredentials(proxy.url), named(server))).toBe('answered');
    expect(proxy.seen).toEqual([expect.objectContaining({ authorised: true })]);
  });

  test.each([false, true])('that refuses the credentials is unauthorized, and no password shows (TLS target: %s)', async (tls) => {
    await using server = await answering(tls);
    await using proxy = await kinds[kind]({ credentials: 'user:other' });
    for (const url of [withCredentials(proxy.url), proxy.url]) {
      const error = await failure(through(url, named(server)));
      expect(error).toMatchObject({ code: 'unauthorized', message: expect.stringContaining(`proxy ${new URL(proxy.url).host}`) });
      expect(inspect(error, { depth: 9 })).not.toMatch(/p@ss|p%40ss|dXNlcjpw/);
    }
  });

  test('that cannot be reached is named', async () => {
    const proxy = await kinds[kind]({});
    await proxy.close();
    expect(await failure(through(proxy.url, 'http://upstream.test/'))).toMatchObject({ code: 'upstream', message: expect.stringMatching(/through the proxy .*\(ECONNREFUSED\)/) });
  });

  test('that closes at once is an upstream error', async () => {
    await using proxy = await listenRaw((socket) => void socket.destroy());
    for (const target of ['http://upstream.test/', 'https://upstream.test/']) {
      const error = await failure(through(proxy.url.replace('http', kind), target));
      expect(error).toMatchObject({ code: 'upstream' });
    }
  });

  test.each([false, true])('that dies in the middle of an answer interrupts it (TLS target: %s)', async (tls) => {
    const size = 200_000;
    await using server = await listen((_, response) => void response.writeHead(200, { 'content-length': size }).end('x'.repeat(size)), { tls });
    await using proxy = await kinds[kind]({ credentials: 'user:p@ss-word', dieAfter: 50_000 });
    await using session = new StreamSession({ proxy: withCredentials(proxy.url) });
    const { all, error } = await readAll((await session.post(named(server))).iterText());
    expect(error).toMatchObject({ code: 'interrupted' });
    expect(all.join('').length).toBeLessThan(size);
    expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toMatch(/p@ss|p%40ss|dXNlcjpw/);
  });

  test('that never answers is left when the caller aborts', async () => {
    await using proxy = await listenRaw((socket) => void socket.resume());
    for (const target of ['http://upstream.test/', 'https://upstream.test/']) {
      const controller = new AbortController();
      await using session = new StreamSession({ proxy: proxy.url.replace('http', kind), signal: controller.signal });
      const asked = failure(session.post(target));
      await expect.poll(() => proxy.openSockets()).toBe(1);
      controller.abort('enough');
      expect(await asked).toBe('enough');
      await expect.poll(() => proxy.openSockets()).toBe(0);
    }
  });
});

test.each(Object.keys(kinds) as (keyof typeof kinds)[])('a TLS handshake that never ends, through a proxy of %s, is left when the caller aborts', async (kind) => {
  await using server = await listenRaw((socket) => void socket.resume());
  await using proxy = await kinds[kind]({});
  const controller = new AbortController();
  await using session = new StreamSession({ proxy: proxy.url, signal: controller.signal });
  const asked = failure(session.post(`https://upstream.test:${server.port}/`));
  await expect.poll(() => server.openSockets()).toBe(1);
  controller.abort('enough');
  expect(await asked).toBe('enough');
  await expect.poll(() => [server.openSockets(), proxy.openSockets()]).toEqual([0, 0]);
});

test('an HTTP proxy that will not connect is an upstream error with its status', async () => {
  await using proxy = await listenProxy({ refuse: 502 });
  expect(await failure(through(proxy.url, 'https://upstream.test/'))).toMatchObject({ code: 'upstream', message: expect.stringContaining('it answered 502') });
});

test('a SOCKS proxy that will not connect is an upstream error with its reason', async () => {
  await using proxy = await listenSocks({ refuse: 2 });
  expect(await failure(through(proxy.url, 'http://upstream.test/'))).toMatchObject({ code: 'upstream', message: expect.stringContaining('not allowed by ruleset') });
});

test('socks5h is taken as socks5, which leaves the look-up to the proxy too', async () => {
  await using server = await answering(false);
  await using proxy = await listenSocks();
  expect(await through(proxy.url.replace('socks5', 'socks5h'), named(server))).toBe('answered');
  expect(proxy.seen).toEqual([{ host: 'upstream.test', port: server.port, authorised: true }]);
});

test.each(['ftp://user:secret@proxy.test:21', 'socks4://proxy.test', 'user:secret@proxy.test', 'proxy secret'])('refuses the proxy address %j without repeating it', (proxy) => {
  expect(() => new StreamSession({ proxy })).toThrow(expect.objectContaining({ code: 'invalid-request', message: expect.not.stringContaining('secret') }));
});

test.each(Object.keys(kinds) as (keyof typeof kinds)[])('takes a proxy of %s from the environment, by the scheme of the address, and shows no password of it', async (kind) => {
  await using server = await answering(false);
  await using secure = await answering(true);
  await using proxy = await kinds[kind]({ credentials: 'user:p@ss-word' });
  const url = withCredentials(proxy.url);
  for (const [env, reached] of [
    [{ http_proxy: url }, [server]],
    [{ HTTPS_PROXY: url }, [secure]],
    [{ ALL_PROXY: url }, [server, secure]],
    [{ ALL_PROXY: url, NO_PROXY: '.test' }, []],
  ] as const) {
    for (const target of [server, secure]) {
      await using session = new StreamSession({ env, deadlines: { total: 5_000 } });
      const asked = session.post(named(target)).then((response) => response.text());
      // Without the proxy nobody has that name.
      if (reached.some((each) => each === target)) expect(await asked).toBe('answered');
      else expect(await failure(asked)).toMatchObject({ code: 'upstream', message: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) });
    }
  }
  await using session = new StreamSession({ env: { ALL_PROXY: withCredentials(proxy.url, 'user:wr%6Fng-password') } });
  const error = await failure(session.post(named(server)));
  expect(error).toMatchObject({ code: 'unauthorized' });
  expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toMatch(/wrong-password|wr%6Fng/);
});

test('an option wins over the environment, and an empty one means no proxy at all', async () => {
  await using server = await answering(false);
  await using proxy = await listenProxy();
  const env = { http_proxy: 'http://127.0.0.1:1' };
  for (const [given, seen] of [
    [proxy.url, 1],
    ['', 1],
  ] as const) {
    await using session = new StreamSession({ env, proxy: given });
    expect(await (await session.post(server.url)).text()).toBe('answered');
    expect(proxy.seen).toHaveLength(seen);
  }
  await using session = new StreamSession({ env });
  expect(await failure(session.post(server.url))).toMatchObject({ code: 'upstream', message: expect.stringContaining('through the proxy 127.0.0.1:1') });
});

test('reads the environment of the process if it is given none, anew for each request', async () => {
  await using server = await answering(false);
  await using proxy = await listenProxy();
  await using session = new StreamSession();
  vi.stubEnv('http_proxy', proxy.url);
  vi.stubEnv('no_proxy', '');
  vi.stubEnv('NO_PROXY', '');
  expect(await (await session.post(server.url)).text()).toBe('answered');
  vi.unstubAllEnvs();
  expect(proxy.seen).toHaveLength(1);
});

test('an injected dispatcher that goes through a proxy is understood too', async () => {
  const { ProxyAgent } = await import('undici');
  await using proxy = await listenProxy({ refuse: 407 });
  const dispatcher = new ProxyAgent(proxy.url);
  await using session = new StreamSession({ dispatcher });
  expect(await failure(session.post('https://upstream.test/'))).toMatchObject({ code: 'unauthorized', message: expect.stringContaining('the proxy refused') });
  await dispatcher.close();
});

test('refuses proxy credentials in a header, which would go to the service', async () => {
  await using session = new StreamSession({ proxy: 'http://127.0.0.1:1', headers: { 'proxy-authorization': 'Basic c2VjcmV0' } });
  expect(await failure(session.post('http://upstream.test/'))).toMatchObject({ code: 'invalid-request' });
});

test('an injected dispatcher wins over a proxy', async () => {
  const { MockAgent } = await import('undici');
  const dispatcher = new MockAgent();
  dispatcher.disableNetConnect();
  dispatcher.get('https://upstream.test').intercept({ path: '/', method: 'POST' }).reply(200, 'mocked');
  await using session = new StreamSession({ dispatcher, proxy: 'http://127.0.0.1:1', impersonate: 'chrome107' });
  const response = await session.post('https://upstream.test/');
  expect(await response.text()).toBe('mocked');
  await dispatcher.close();
});
