import { once } from 'node:events';
import { listen } from '@g4f/testkit/servers';
import { Agent } from 'undici';
import { afterAll, expect, test } from 'vitest';
import { failure } from '../../test/read.ts';
import { closePools, StreamSession, type StreamSessionInit } from '../index.ts';

afterAll(closePools);

async function headersSent(method: string, init: StreamSessionInit): Promise<unknown> {
  await using server = await listen((request, response) => void response.end(JSON.stringify({ origin: server.url, headers: request.headers })));
  await using session = new StreamSession(init);
  const response = await session.request(method, server.url);
  return await response.json();
}

test('sends the headers of a same-origin fetch; those of the caller win', async () => {
  const sent = await headersSent('POST', { impersonate: { browser: 'chrome107', tls: 'preferred' }, headers: { 'Accept-Language': 'fr', 'sec-fetch-dest': undefined } });
  const { origin, headers } = sent as { origin: string; headers: object };
  expect(headers).toMatchObject({
    accept: '*/*',
    origin,
    referer: `${origin}/`,
    'user-agent': expect.stringContaining('Chrome/107.0.0.0'),
    'sec-fetch-site': 'same-origin',
    'accept-encoding': 'gzip, deflate, br',
    'accept-language': 'fr',
  });
  expect(headers).not.toHaveProperty('sec-fetch-dest');
});

test('sends no origin with a GET', async () => {
  expect(await headersSent('GET', { impersonate: { browser: 'chrome107', tls: 'native' } })).not.toHaveProperty('headers.origin');
});

test.each(['chrome107', { browser: 'chrome107' }, { browser: 'chrome107', tls: 'required' }] as const)('%j is a missing dependency with the cure', async (impersonate) => {
  expect(await failure(headersSent('POST', { impersonate }))).toMatchObject({ code: 'missing-dependency', message: expect.stringContaining("tls: 'preferred'") });
});

test('refuses a browser that nobody knows', () => {
  const init: unknown = { impersonate: 'netscape4' };
  expect(() => new StreamSession(init as StreamSessionInit)).toThrow(expect.objectContaining({ code: 'invalid-request' }));
});

test("warns once that the TLS is not the browser's, where there is any and nobody asked for that", async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error): void => void warnings.push(warning);
  process.on('warning', onWarning);
  const dispatcher = new Agent();
  for (const [tls, url, own] of [
    ['preferred', 'http://127.0.0.1:1', undefined],
    ['native', 'https://127.0.0.1:1', undefined],
    ['preferred', 'https://127.0.0.1:1', dispatcher],
    ['preferred', 'https://127.0.0.1:1', undefined],
    ['preferred', 'https://127.0.0.1:1', undefined],
  ] as const) {
    await using session = new StreamSession({ impersonate: { browser: 'chrome107', tls }, dispatcher: own });
    expect(await failure(session.post(url))).toMatchObject({ code: 'upstream' });
    if (own !== undefined) expect(warnings).toEqual([]);
  }
  if (warnings.length === 0) await once(process, 'warning');
  expect(warnings).toMatchObject([{ code: 'G4F_NATIVE_TLS' }]);
  process.off('warning', onWarning);
  await dispatcher.close();
});
