import { createAnthropic } from '@g4f/provider-anthropic';
import { answer, listenWire, speak } from '@g4f/testkit/servers';
import { anthropicMessages } from '@g4f/wires/anthropic-messages';
import { openaiChat } from '@g4f/wires/openai-chat';
import { createHealth, type Attempt } from '@g4f/registry/routes';
import { expect, test } from 'vitest';
import { serveProviders } from '../../test/serve-providers.ts';
import { kinds } from '../../test/upstreams.ts';
import { createAccess } from '../access/create-access.ts';
import { scripted } from '../../test/scripted.ts';

interface Probe {
  readonly asked?: boolean;
  readonly answered?: boolean;
  readonly health?: { readonly circuit: string; readonly successes: number; readonly failures: number };
  readonly error?: { readonly code?: string; readonly message: string };
}

const probeAt = async (url: string, init: RequestInit = {}, id = 'openai') => {
  const response = await fetch(`${url}/v1/providers/${id}/probe`, { method: 'POST', ...init });
  return { status: response.status, retryAfter: response.headers.get('retry-after'), ...((await response.json()) as Probe) };
};

test('a probe asks upstream one small question, and closes the circuit of who answers it', async () => {
  await using upstream = await listenWire(speak(openaiChat), answer(['ready']));
  const health = createHealth({ threshold: 1 });
  const attempts: Attempt[] = [];
  await using served = await serveProviders([kinds.openai.provide(upstream.url)], { health, onAttempt: (attempt) => attempts.push(attempt) });
  health.report('openai', 'small', { type: 'failure', code: 'upstream', message: 'it broke', retryAfter: 60_000, isProbe: false });
  expect(health.inspect('openai', 'small')?.circuit).toBe('open');
  expect(await probeAt(served.url)).toMatchObject({ status: 200, asked: true, answered: true, health: { circuit: 'closed', successes: 1, failures: 1 } });
  expect(upstream.calls).toHaveLength(1);
  expect(attempts).toMatchObject([{ provider: 'openai', model: 'small', outcome: 'won', path: ['probe'] }]);
});

test('a probe that fails is a failure for the breaker too, and its words hold no key', async () => {
  await using upstream = await listenWire(speak(openaiChat), ({ response }) => {
    response.writeHead(500, { 'content-type': 'application/json' }).end('{"error":{"message":"no good: secret-key-of-openai"}}');
  });
  const health = createHealth({ threshold: 1 });
  await using served = await serveProviders([kinds.openai.provide(upstream.url)], { health });
  const found = await probeAt(served.url);
  expect(found).toMatchObject({ status: 200, asked: true, answered: false, error: { code: 'upstream' }, health: { circuit: 'open', failures: 1 } });
  expect(JSON.stringify(found)).not.toContain('secret-key-of-openai');
});

test('a probe is not repeated at once', async () => {
  const { provider, asked } = scripted('one', ['Hi']);
  let now = 1_000;
  await using served = await serveProviders([provider], { now: () => now });
  expect((await probeAt(served.url, {}, 'one')).status).toBe(200);
  expect(await probeAt(served.url, {}, 'one')).toMatchObject({ status: 429, retryAfter: '5' });
  now += 5_000;
  expect((await probeAt(served.url, {}, 'one')).status).toBe(200);
  expect(asked).toHaveLength(2);
});

test('a probe may name a model that is listed, and no other', async () => {
  const { provider, asked } = scripted('one', ['Hi']);
  await using served = await serveProviders([provider]);
  for (const body of ['{"model":"large"}', '{"model":"constructor"}', '{"model":1}', 'no json']) expect((await probeAt(served.url, { body }, 'one')).status).toBe(400);
  expect((await probeAt(served.url, { body: '{"model":"vendor/large"}' }, 'one')).status).toBe(200);
  expect(asked.map(({ model }) => model)).toEqual(['vendor/large']);
  expect((await probeAt(served.url, {}, 'nobody')).status).toBe(404);
});

test('a probe is for admins, and for no web page of another host', async () => {
  const { provider, asked } = scripted('one', ['Hi']);
  const access = await createAccess({ keys: [{ id: 'a', key: 'a-key-of-many-characters' }, { id: 'ops', key: 'an-admin-key-of-many-characters', isAdmin: true }] });
  await using keyed = await serveProviders([provider], { access });
  expect((await probeAt(keyed.url, {}, 'one')).status).toBe(401);
  expect((await probeAt(keyed.url, { headers: { authorization: 'Bearer a-key-of-many-characters' } }, 'one')).status).toBe(403);
  expect((await probeAt(keyed.url, { headers: { authorization: 'Bearer an-admin-key-of-many-characters' } }, 'one')).status).toBe(200);
  await using local = await serveProviders([provider]);
  expect((await probeAt(local.url, { headers: { origin: 'https://evil.example' } }, 'one')).status).toBe(403);
  expect(asked).toHaveLength(1);
});

test('a provider without its key is not asked, and nothing is held against it', async () => {
  await using upstream = await listenWire(speak(anthropicMessages), answer(['ready']));
  await using served = await serveProviders([createAnthropic({ baseURL: upstream.url, models: ['small'] })]);
  const found = await probeAt(served.url, {}, 'anthropic');
  expect(found).toMatchObject({ status: 200, asked: false, answered: false, error: { code: 'unauthorized' } });
  expect([found.health, upstream.calls]).toEqual([undefined, []]);
});
