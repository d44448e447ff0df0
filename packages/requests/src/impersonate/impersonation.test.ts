import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { listen } from '@g4f/testkit/servers';
import { afterAll, expect, test } from 'vitest';
import { closePools, StreamSession, type StreamSessionInit, type TlsMode } from '../index.ts';
import { impersonation } from './impersonation.ts';

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

test('refuses a browser that nobody knows', () => {
  const init: unknown = { impersonate: 'netscape4' };
  expect(() => new StreamSession(init as StreamSessionInit)).toThrow(expect.objectContaining({ code: 'invalid-request' }));
});

test('without the engine fails where the TLS is required, and else goes over that of Node', async () => {
  await using server = await listen((_, response) => void response.end('ok'), { tls: true });
  const send = (tls: TlsMode) => {
    const outgoing = { method: 'GET', url: new URL(server.url), headers: {}, body: undefined, proxy: undefined, dispatcher: undefined, touch: () => undefined };
    const absent = () => Promise.resolve({ reason: new Error('absent') });
    return impersonation({ browser: 'chrome107', tls }, absent).transportFor(outgoing.url)?.(outgoing, (error) => error);
  };
  await expect(send('required')?.incoming).rejects.toMatchObject({ code: 'missing-dependency', cause: { message: 'absent' } });
  // Node does not trust the test certificate: it is Node that was asked.
  for (const attempt of [1, 2]) await expect(send('preferred')?.incoming, `attempt ${attempt}`).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  const left = send('preferred');
  left?.abort('left');
  await expect(left?.incoming).rejects.toBe('left');
  expect(send('native')).toBeUndefined();
});

/** Runs a script in a process of its own, where the engine is not installed. */
async function withoutEngine(script: string): Promise<string> {
  const whole = `
    const { registerHooks } = await import('node:module');
    registerHooks({
      resolve(name, context, next) {
        if (name === 'wreq-js') throw Object.assign(new Error("Cannot find package 'wreq-js'"), { code: 'ERR_MODULE_NOT_FOUND' });
        return next(name, context);
      },
    });
    const { StreamSession } = await import(${JSON.stringify(new URL('../index.ts', import.meta.url).href)});
    const { Agent } = await import(${JSON.stringify(import.meta.resolve('undici'))});
    ${script}`;
  return (await promisify(execFile)(process.execPath, ['--input-type=module', '-e', whole])).stdout;
}

test('without an engine, a browser whose TLS is required is a missing dependency with the cure', async () => {
  const stdout = await withoutEngine(`
    for (const impersonate of ['chrome107', { browser: 'chrome107' }, { browser: 'chrome107', tls: 'required' }]) {
      await using session = new StreamSession({ impersonate });
      await session.post('https://127.0.0.1:1').catch(({ code, message }) => console.log(code, message));
    }`);
  const lines = stdout.trim().split('\n');
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toMatch(/^missing-dependency .*npm install wreq-js.*tls: 'preferred'/);
});

test("warns once in a process that the TLS is not the browser's, where there is any and nobody asked for that", async () => {
  const stdout = await withoutEngine(`
    process.on('warning', ({ code }) => process.stdout.write(code + ' ' + step + '\\n'));
    let step;
    const dispatcher = new Agent();
    for (const [tls, url, own] of [
      ['preferred', 'http://127.0.0.1:1'],
      ['required', 'http://127.0.0.1:1'],
      ['native', 'https://127.0.0.1:1'],
      ['preferred', 'https://127.0.0.1:1', dispatcher],
      ['preferred', 'https://127.0.0.1:1'],
      ['preferred', 'https://127.0.0.1:1'],
    ]) {
      step = [tls, url, own === dispatcher].join(' ');
      await using session = new StreamSession({ impersonate: { browser: 'chrome107', tls }, dispatcher: own });
      await session.post(url).catch(({ code }) => code === 'upstream' || console.log(code));
    }`);
  expect(stdout).toBe('G4F_NATIVE_TLS preferred https://127.0.0.1:1 false\n');
});
