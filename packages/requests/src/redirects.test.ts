import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { inspect } from 'node:util';
import { certificate, listen } from '@g4f/testkit/servers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failure } from '../test/read.ts';
import { closePools, StreamSession, type StreamSessionInit } from './index.ts';

const trusted = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...trusted, certificate.cert]));
afterAll(async () => {
  setDefaultCACertificates(trusted);
  await closePools();
});

const to =
  (location: string, status = 302): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { location, 'content-type': 'text/plain' }).end(`Found. Redirecting to ${location}`);

async function ask(url: string, { method = 'GET', ...init }: StreamSessionInit & { readonly method?: string } = {}) {
  await using session = new StreamSession(init);
  const response = await session.request(method, url, method === 'POST' ? { body: 'x' } : {});
  await response.raiseForStatus();
  return { url: response.url, text: await response.text() };
}

test.each([301, 302, 303, 307, 308])('follows %i for a GET and a HEAD, to where it leads from where it stands', async (status) => {
  await using server = await listen((request, response) => {
    if (request.url === '/a/b?c') to('../d#hidden', status)(request, response);
    else if (request.url === '/d') to('/e?f', status)(request, response);
    else response.end(`${request.method} ${request.url}`);
  });
  expect(await ask(`${server.url}/a/b?c`)).toEqual({ url: `${server.url}/e?f`, text: 'GET /e?f' });
  expect(await ask(`${server.url}/a/b?c`, { method: 'HEAD' })).toEqual({ url: `${server.url}/e?f`, text: '' });
});

test('does not follow for anything else: that is an error which names the origin, and no more of the address', async () => {
  await using server = await listen(to('https://me:pass@other.test/secret?key=secret', 307));
  const error = await failure(ask(server.url, { method: 'POST' }));
  expect(error).toMatchObject({ code: 'upstream', status: 307, message: expect.stringContaining('answered 307: it redirects to https://other.test, ') });
  expect(inspect(error)).not.toMatch(/secret|pass/);
  await using nowhere = await listen(to('http://['));
  expect(await failure(ask(nowhere.url, { method: 'POST' }))).toMatchObject({ message: expect.stringContaining('to what is no address') });
});

test('sends no body on, not even that of a GET', async () => {
  await using other = await listen((_, response) => void response.end());
  await using server = await listen(to(other.url));
  await using session = new StreamSession();
  const response = await session.request('GET', server.url, { json: { prompt: 'secret' } });
  expect([response.status, other.openSockets()]).toEqual([302, 0]);
});

test('gives a redirect as it is where that is asked for, and a 3xx that leads nowhere', async () => {
  await using server = await listen((request, response) => (request.url === '/' ? to('/x')(request, response) : void response.writeHead(302).end('lost')));
  await using session = new StreamSession();
  const manual = await session.get(server.url, { redirect: 'manual' });
  expect([manual.status, manual.headers.get('location')]).toEqual([302, '/x']);
  expect(await failure(manual.raiseForStatus())).toMatchObject({ message: expect.stringContaining(`redirects to ${server.url}`) });
  expect(await failure(ask(`${server.url}/lost`))).toMatchObject({ status: 302, message: expect.stringMatching(/answered 302: lost$/) });
});

test('takes what is the caller’s own to its own origin only, and not back', async () => {
  const seen: { readonly [host: string]: IncomingHttpHeaders[] } = { first: [], other: [] };
  await using other = await listen((request, response) => {
    seen['other']?.push(request.headers);
    to(`${first.url}/back`)(request, response);
  });
  await using first = await listen((request, response) => {
    seen['first']?.push(request.headers);
    if (request.url === '/back') response.end();
    else to(request.url === '/' ? '/same' : other.url)(request, response);
  });
  const secret = { authorization: 'Bearer a', cookie: 'a=b', 'x-api-key': 'a', 'x-my-own': 'a', 'proxy-authorization': 'a' };
  const { 'proxy-authorization': _, ...own } = secret;
  const common = { accept: 'text/plain', 'user-agent': 'mine', 'accept-language': 'fr' };
  await ask(first.url, { headers: { ...own, ...common } });
  expect(seen['first']).toMatchObject([{ ...own, ...common }, { ...own, ...common }, common]);
  expect(seen['other']).toMatchObject([common]);
  for (const headers of [seen['other']?.[0], seen['first']?.[2]]) for (const name of Object.keys(own)) expect(headers).not.toHaveProperty(name);
});

test.each<[string, (url: string) => RequestListener, RegExp]>([
  ['a circle', () => (request, response) => to(request.url === '/a' ? '/' : '/a')(request, response), /redirects in a circle$/],
  ['a redirect to itself', (url) => to(url), /redirects in a circle$/],
  ['redirects without end', () => (request, response) => to(`${request.url}x`)(request, response), /redirects once more after 10 redirects$/],
  ['another protocol', () => to('file:///etc/secret'), /redirects to what is no http: or https: address/],
  ['an address with credentials', () => to('http://me:secret@other.test/'), /redirects to what is no http: or https: address/],
  ['no address', () => to('http://[secret'), /redirects to what is no http: or https: address/],
])('refuses %s', async (_, answer, message) => {
  await using server = await listen((request, response) => answer(server.url)(request, response));
  const error = await failure(ask(server.url, { provider: 'mine' }));
  expect(error).toMatchObject({ code: 'upstream', provider: 'mine', message: expect.stringMatching(message) });
  expect(inspect(error)).not.toContain('secret');
});

test('closes the connection of a redirect that never ends', async () => {
  await using endless = await listen((_, response) => void response.writeHead(302, { location: server.url }).write('x'));
  await using server = await listen((_, response) => void response.end('answered'));
  expect(await ask(endless.url)).toMatchObject({ text: 'answered' });
  await expect.poll(() => endless.openSockets()).toBe(0);
});

test('never leaves https for http', async () => {
  await using server = await listen(to('http://plain.test/?key=secret'), { tls: true });
  const error = await failure(ask(server.url));
  expect(error).toMatchObject({ code: 'upstream', message: expect.stringContaining('redirects from https to http://plain.test, ') });
  expect(inspect(error)).not.toContain('secret');
});

test('keeps the deadline over all of them together, and an abort ends them', async () => {
  await using server = await listen((request, response) => void setTimeout(() => to(`${request.url}x`)(request, response), 30));
  expect(await failure(ask(server.url, { deadlines: { total: 80 } }))).toMatchObject({ code: 'timeout', message: expect.stringContaining('total') });
  const controller = new AbortController();
  await using hops = await listen((request, response) => {
    if (request.url === '/xx') controller.abort('enough');
    else to(`${request.url}x`)(request, response);
  });
  expect(await failure(ask(hops.url, { signal: controller.signal }))).toBe('enough');
});
