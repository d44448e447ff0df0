import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { aibnServer, type AibnBuild, type Upstream } from '../servers.ts';

const messages = [{ role: 'user', content: 'Hello' }];
const sign = (secret: string, time = 1696118400, content: unknown = 'Hello') => createHash('sha256').update(`${time}:${String(content)}:${secret}`).digest('hex');
const good = { messages, time: 1696118400, pass: null, sign: sign('') };

const send = (server: Upstream, body: string) =>
  fetch(`${server.url}/api/generate`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });

async function ask(server: Upstream, body: object): Promise<readonly [number, string, string | null]> {
  const response = await send(server, JSON.stringify(body));
  return [response.status, await response.text(), response.headers.get('content-type')];
}

test('it streams bare text, and says what it received', async () => {
  await using server = await aibnServer({ answer: ([message]) => ['You said ', message?.content ?? ''] });
  expect(await ask(server, good)).toEqual([200, 'You said Hello', null]);
  const [call] = server.calls;
  expect(call).toMatchObject({ method: 'POST', path: '/api/generate', messages, isReused: false });
  expect(JSON.parse(call?.body ?? '')).toEqual(good);
  expect((await call?.closed)?.isComplete).toBe(true);
  expect(call?.bytesTaken()).toBe(14);
});

test.for([
  [1696118400, 'Hello', 'undefined', '5a56baa299fb611229e0974e7dd307638b8a2932c37e834ae18e370d426f7c77'],
  [1696118400, 'Hello', '', '25f16c131e4887e044a59915983be9010c2ba8a1056e29bf8d1be4048edfb927'],
  [1696118400, '你好 🌍', 'undefined', 'f7606d2dc7988eb5e40b275f8da24d2c951d3ffa9f85983fde2b65895798a694'],
  [1696118400, '', 'undefined', 'b8939619d115b335293a4d018dae987e02cb419e07267251772c4984fb333780'],
  [1696118400000, 'Hello', 'undefined', '2dd0bdd709b27c588a1ffb3906180ae4c7bbcd8615b3034a305bf27af20600a3'],
] as const)('it takes the known signature for %s %s %s', async ([time, content, secret, known]) => {
  await using server = await aibnServer({ secret });
  expect((await ask(server, { time, messages: [{ role: 'user', content }], sign: known }))[0]).toBe(200);
  expect((await ask(server, { time, messages: [{ role: 'user', content }], sign: known.toUpperCase() }))[0]).toBe(401);
});

const text = 'text/plain;charset=UTF-8';
test.for<readonly [AibnBuild, number, (words: string) => string]>([
  ['current', 0, (words) => JSON.stringify({ error: { message: `${words}.` } })],
  ['legacy', 0, (words) => JSON.stringify({ error: { message: `${words}.` } })],
  ['early', 200, (words) => words],
])('the %s build refuses in its own way and order', async ([build, code, say]) => {
  await using server = await aibnServer({ build, pass: 'open,sesame' });
  const signed = { ...good, sign: sign(build === 'current' ? '' : 'undefined') };
  expect(await ask(server, {})).toEqual([code || 400, say('No input text'), text]);
  for (const pass of [null, undefined, '', 'open,sesame', 'Open']) {
    expect(await ask(server, { ...signed, pass, sign: 'wrong' })).toEqual([code || 401, say('Invalid password'), text]);
  }
  expect(await ask(server, { ...signed, pass: 'open', sign: undefined })).toEqual([code || 401, say('Invalid signature'), text]);
  expect(await ask(server, { ...signed, pass: 'sesame' })).toEqual([200, 'Привет, 你好 🌍', null]);
});

test.for(['not json', 'null'])('it breaks on the body %s', async (body) => {
  await using server = await aibnServer();
  const response = await send(server, body);
  expect([response.status, response.statusText, await response.text()]).toEqual([500, 'Server error', '']);
});

test('it signs an array of parts as the original does', async () => {
  await using server = await aibnServer();
  const content = [{ type: 'text', text: 'Hello' }];
  expect((await ask(server, { ...good, messages: [{ role: 'user', content }], sign: sign('', good.time, '[object Object]') }))[0]).toBe(200);
});

test('it checks a password on /api/auth, and has no other page', async () => {
  await using server = await aibnServer({ pass: 'sesame' });
  const auth = async (pass: string) => (await fetch(`${server.url}/api/auth`, { method: 'POST', body: JSON.stringify({ pass }) })).json();
  expect(await auth('sesame')).toEqual({ code: 0 });
  expect(await auth('wrong')).toEqual({ code: -1 });
  expect((await fetch(server.url)).status).toBe(404);
  expect((await fetch(`${server.url}/other`, { method: 'POST' })).status).toBe(404);
});

test('another mode may change the secret, want a password, or check the clock', async () => {
  await using other = await aibnServer({ mode: 'other-secret' });
  expect((await ask(other, good))[0]).toBe(401);
  await using locked = await aibnServer({ mode: 'wants-password', secret: undefined });
  expect((await ask(locked, good))[0]).toBe(401);
  expect((await ask(locked, { ...good, pass: 'sesame' }))[0]).toBe(200);
  await using punctual = await aibnServer({ mode: 'wants-milliseconds' });
  const time = Date.now();
  expect((await ask(punctual, good))[0]).toBe(401);
  expect((await ask(punctual, { ...good, time, sign: sign('', time) }))[0]).toBe(200);
});
