import { fetch, ProxyAgent, request, type Response } from 'undici';
import { expect, test } from 'vitest';
import { certificate, listen, listenProxy, type Loopback, type LoopbackProxy } from '../servers.ts';

const greet = (): Promise<Loopback> =>
  listen((request, response) => {
    response.write('hello ');
    request.on('data', (chunk) => response.write(chunk)).on('end', () => response.end());
  });

interface Via {
  readonly credentials?: string | undefined;
  readonly proxyTunnel?: boolean | undefined;
}

function agent({ url }: LoopbackProxy, { credentials, proxyTunnel = false }: Via = {}): ProxyAgent {
  const uri = credentials === undefined ? url : url.replace('//', `//${credentials}@`);
  return new ProxyAgent({ uri, proxyTunnel, proxyTls: { ca: certificate.cert }, requestTls: { ca: certificate.cert } });
}

const post = (target: string, proxy: LoopbackProxy, via?: Via): Promise<Response> =>
  fetch(target, { method: 'POST', body: 'world', dispatcher: agent(proxy, via) });

/** The status, or the message that holds it where the tunnel was refused. */
const outcome = (target: string, proxy: LoopbackProxy, via: Via): Promise<string> =>
  request(target, { dispatcher: agent(proxy, via) }).then(
    ({ statusCode }) => String(statusCode),
    (error: unknown) => String(error),
  );

test.for([
  { proxyTunnel: false, tls: false },
  { proxyTunnel: true, tls: false },
  { proxyTunnel: true, tls: true },
])('it forwards, and notes what it saw: $proxyTunnel $tls', async ({ proxyTunnel, tls }) => {
  await using server = await greet();
  await using proxy = await listenProxy({ credentials: 'me:secret', tls });
  const host = `upstream.test:${server.port}`;
  const response = await post(`http://${host}/path?query`, proxy, { credentials: 'me:secret', proxyTunnel });
  expect(await response.text()).toBe('hello world');
  expect(proxy.seen).toEqual([
    { method: proxyTunnel ? 'CONNECT' : 'POST', target: proxyTunnel ? host : `http://${host}/path?query`, authorised: true },
  ]);
});

test('it tunnels TLS', async () => {
  await using server = await listen((_, response) => void response.end('secret'), { tls: true });
  await using proxy = await listenProxy();
  expect(await (await post(`https://upstream.test:${server.port}`, proxy)).text()).toBe('secret');
});

test.for([false, true])('it refuses missing and wrong credentials with 407 (tunnel: %s)', async (proxyTunnel) => {
  await using server = await greet();
  await using proxy = await listenProxy({ credentials: 'me:secret' });
  for (const credentials of [undefined, 'me:wrong']) {
    expect(await outcome(server.url, proxy, { proxyTunnel, credentials })).toContain('407');
  }
  expect(proxy.seen.map(({ authorised }) => authorised)).toEqual([false, false]);
});

test('it refuses with the status that it was told', async () => {
  await using server = await greet();
  await using proxy = await listenProxy({ refuse: 503 });
  expect((await post(server.url, proxy)).status).toBe(503);
});

test.for([false, true])('it dies in the middle of an answer (tunnel: %s)', async (proxyTunnel) => {
  await using server = await listen((_, response) => {
    response.writeHead(200).write('x'.repeat(10_000));
  });
  await using proxy = await listenProxy({ dieAfter: 1_000 });
  const response = await post(server.url, proxy, { proxyTunnel });
  await expect(response.text()).rejects.toThrow();
  expect(proxy.openSockets()).toBe(0);
});

test.for([false, true])('it answers 502 where nobody listens (tunnel: %s)', async (proxyTunnel) => {
  const gone = await greet();
  await gone.close();
  await using proxy = await listenProxy();
  expect(await outcome(gone.url, proxy, { proxyTunnel })).toContain('502');
});
