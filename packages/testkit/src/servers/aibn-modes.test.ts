import { createHash } from 'node:crypto';
import { Agent, request } from 'undici';
import { describe, expect, test } from 'vitest';
import { aibnServer, type AibnBuild, type AibnMode, type AibnServerOptions, type Upstream } from '../servers.ts';

const time = 1696118400;
const body = (secret: string) =>
  JSON.stringify({ time, messages: [{ role: 'user', content: 'Hello' }], pass: null, sign: createHash('sha256').update(`${time}:Hello:${secret}`).digest('hex') });
const secretOf = (build?: AibnBuild) => (build === undefined || build === 'current' ? '' : 'undefined');

const post = ({ url }: Upstream, { dispatcher, build, signal }: { dispatcher?: Agent; build?: AibnBuild | undefined; signal?: AbortSignal } = {}) =>
  request(`${url}/api/generate`, { method: 'POST', body: body(secretOf(build)), ...(dispatcher && { dispatcher }), ...(signal && { signal }) });

async function readAll(mode: AibnMode, options: AibnServerOptions = {}) {
  await using server = await aibnServer({ ...options, mode });
  const response = await post(server, { build: options.build });
  return { status: response.statusCode, headers: response.headers, text: await response.body.text() };
}

/** What came before the answer ended, broke or fell silent, and which it was. */
async function readSome(mode: AibnMode, options: AibnServerOptions = {}) {
  await using server = await aibnServer({ ...options, mode });
  const { body: stream } = await post(server, { build: options.build });
  const chunks: Buffer[] = [];
  const outcome = await new Promise((resolve) => {
    stream.on('error', () => resolve('broke')).on('end', () => resolve('ended'));
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (Buffer.concat(chunks).toString() === 'Привет, 你好 🌍') setTimeout(() => resolve('silent'), 50);
    });
  });
  stream.on('error', () => {}).destroy();
  return { text: Buffer.concat(chunks).toString(), outcome, chunks: chunks.length };
}

test('split-characters sends every byte on its own', async () => {
  const { text, outcome, chunks } = await readSome('split-characters');
  expect([text, outcome]).toEqual(['Привет, 你好 🌍', 'ended']);
  expect(chunks).toBeGreaterThan(10);
});

test.for(['never-ends', 'upstream-unfinished'] as const)('%s falls silent after the text', async (mode) => {
  expect(await readSome(mode)).toMatchObject({ text: 'Привет, 你好 🌍', outcome: 'silent' });
});

test.for(['cut', 'cut-content-length'] as const)('%s drops the connection after the text', async (mode) => {
  expect(await readSome(mode)).toMatchObject({ text: 'Привет, 你好 🌍', outcome: 'broke' });
});

test.for([
  ['input-refused-with-200', 'No input text'],
  ['password-refused-with-200', 'Invalid password'],
  ['signature-refused-with-200', 'Invalid signature'],
  ['empty', ''],
  ['upstream-silent', ''],
  ['internal-server-error', 'Привет, 你好 🌍Internal server error'],
  ['upstream-breaks', 'Привет, 你好 🌍Internal server error'],
] as const)('%s answers 200 and "%s"', async ([mode, text]) => {
  expect(await readAll(mode)).toMatchObject({ status: 200, text });
});

test.for([200, 403, 503] as const)('challenge-%i shows a page', async (code) => {
  expect(await readAll(`challenge-${code}`)).toMatchObject({ status: code, text: expect.stringMatching(/^<!DOCTYPE html>/) });
});

test('rate-limited says when to come again, or not', async () => {
  expect((await readAll('rate-limited')).headers['retry-after']).toBeUndefined();
  expect(await readAll('rate-limited-seconds')).toMatchObject({ status: 429, headers: { 'retry-after': '7' } });
  const { headers } = await readAll('rate-limited-date');
  expect(Date.parse(String(headers['retry-after'])) - Date.now()).toBeGreaterThan(20_000);
});

test('huge-error is as long as it is read, and no longer', async () => {
  await using server = await aibnServer({ mode: 'huge-error' });
  const { statusCode, body: stream } = await post(server);
  stream.on('error', () => {}).destroy();
  const [call] = server.calls;
  expect([statusCode, (await call?.closed)?.isComplete]).toEqual([500, false]);
  expect(call?.bytesTaken()).toBeLessThan(20_000_000);
});

test('flood keeps to the pace of its reader, and ends', async () => {
  await using server = await aibnServer({ mode: 'flood' });
  const { body: stream } = await post(server);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(server.calls[0]?.bytesTaken()).toBeLessThan(20_000_000);
  let bytes = 0;
  for await (const chunk of stream) bytes += (chunk as Buffer).length;
  expect(bytes).toBe(100_000_000);
});

test('closes-reused drops a connection that it is asked on again', async () => {
  await using server = await aibnServer({ mode: 'closes-reused' });
  const dispatcher = new Agent({ connections: 1, pipelining: 1 });
  await (await post(server, { dispatcher })).body.text();
  await expect(post(server, { dispatcher })).rejects.toThrow();
  expect((await (await post(server, { dispatcher })).body.text())).not.toBe('');
  expect(server.calls.map(({ isReused }) => isReused)).toEqual([false, true, false]);
  await dispatcher.close();
});

test.for([
  ['stalls-before-headers', undefined],
  ['stalls-after-headers', 200],
] as const)('%s gives no more than that', async ([mode, code]) => {
  await using server = await aibnServer({ mode });
  const signal = AbortSignal.timeout(200);
  const seen: number[] = [];
  const text = post(server, { signal }).then((response) => {
    seen.push(response.statusCode);
    return response.body.text();
  });
  await expect(text).rejects.toThrow();
  expect(seen).toEqual(code === undefined ? [] : [code]);
});

test('slow-drip takes its time', async () => {
  const start = performance.now();
  expect(await readAll('slow-drip', { answer: ['drip, drip'] })).toMatchObject({ text: 'drip, drip' });
  expect(performance.now() - start).toBeGreaterThan(150);
});

describe('where the builds differ', () => {
  test.for([
    ['current', 500, '{"error":{"code":"TypeError","message":"fetch failed"}}'],
    ['legacy', 500, ''],
    ['early', 500, ''],
  ] as const)('an unreachable upstream behind the %s build', async ([build, status, text]) => {
    expect(await readAll('upstream-unreachable', { build })).toMatchObject({ status, text });
  });

  test.for(['current', 'legacy'] as const)('the %s build forwards a refusal byte for byte, without a header', async (build) => {
    const upstreamRefusal = { status: 429, body: '{ "error": "ключ" }\n' };
    const { status, text, headers } = await readAll('upstream-refuses', { build, upstreamRefusal });
    expect([status, text, headers['content-type'], headers['retry-after']]).toEqual([429, upstreamRefusal.body, undefined, undefined]);
  });

  test('the early build never answers one', async () => {
    await using server = await aibnServer({ build: 'early', mode: 'upstream-refuses' });
    await expect(post(server, { build: 'early', signal: AbortSignal.timeout(150) })).rejects.toThrow();
  });

  test.for(['legacy', 'early'] as const)('the %s build never ends what its upstream broke', async (build) => {
    expect(await readSome('upstream-breaks', { build })).toMatchObject({ text: 'Привет, 你好 🌍', outcome: 'silent' });
  });
});
