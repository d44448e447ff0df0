import path from 'node:path';
import { defineProvider } from '@g4f/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folder, serveConfig } from '../../test/configured.ts';
import { scripted } from '../../test/scripted.ts';

const adminKey = 'an-admin-key-of-32-characters-xx';

test('the numbers of a gateway are what it was asked, by provider and key, with its breakers', async () => {
  await using home = await folder();
  const failing = defineProvider({ id: 'failing', url: 'https://failing.example', models: ['broken'], working: true }, async function* () {
    await Promise.reject(new Error('it broke'));
    yield '';
  });
  await using gateway = await serveConfig(path.join(home.path, 'keys.json'), { adminKey, providers: [scripted('one', ['Hi', { type: 'usage', usage: { inputTokens: 3, outputTokens: 2 }, provenance: 'reported' }]).provider, failing] });
  const { key } = (await gateway.admin('POST', '/admin/keys', { id: 'team-a' })).body as { readonly key: string };
  const post = (model: string, headers: { readonly [name: string]: string } = {}) => fetch(`${gateway.url}/v1/chat/completions`, { method: 'POST', headers: { authorization: `Bearer ${key}`, ...headers }, body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hi' }] }) }).then(async (response) => [response.status, await response.text()] as const);
  await post('small', { 'x-g4f-cache': 'on' });
  await post('small', { 'x-g4f-cache': 'on' });
  for (let each = 0; each < 3; each++) expect((await post('broken'))[0]).toBe(502);
  expect(await gateway.chat('of-nobody-in-particular')).toBe(401);
  const { status, body } = await gateway.admin('GET', '/admin/stats');
  expect([status, body]).toMatchObject([200, {
    window: '15m',
    step: 10_000,
    total: { requests: 6, failed: 4, hits: 1, inputTokens: 3, outputTokens: 2, errors: { 401: 1, upstream: 3 } },
    providers: [{ id: 'one', requests: 1, failed: 0, breakers: [{ model: 'small', circuit: 'closed' }] }, { id: 'failing', requests: 3, failed: 3, breakers: [{ model: 'broken', circuit: 'open' }] }],
    scope: { of: 'process', processes: 1 },
  }]);
  expect(body.keys.find(({ id }: { readonly id: string }) => id === 'team-a')).toMatchObject({ requests: 5, failed: 3, hits: 1 });
  expect(body.total.latency.p50).toBeGreaterThan(0);
  const one = await gateway.admin('GET', '/admin/stats?window=24h&of=provider:one');
  expect(one.body).toMatchObject({ window: '24h', of: 'provider:one', total: { requests: 1, outputTokens: 2 } });
  expect(one.body.series.requests.reduce((sum: number, each: number) => sum + each, 0)).toBe(1);
  const hidden = JSON.stringify([body, one.body]);
  for (const secret of [key, adminKey, 'it broke at']) expect(hidden).not.toContain(secret);
});

test.each(['window=2m', 'of=everything', 'of=key:', 'window=constructor'])('refuses %s', async (query) => {
  await using home = await folder();
  await using gateway = await serveConfig(path.join(home.path, 'keys.json'), { adminKey });
  expect((await gateway.admin('GET', `/admin/stats?${query}`)).status).toBe(400);
});

test('whatever an admin or anybody else sends, no route for admins fails by its own fault', async () => {
  await using home = await folder();
  await using gateway = await serveConfig(path.join(home.path, 'keys.json'), { adminKey });
  const value = fc.oneof(fc.jsonValue(), fc.record({ id: fc.constantFrom('a', 'b', 'admin', '', '__proto__'), models: fc.jsonValue(), requestsPerMinute: fc.jsonValue(), budget: fc.jsonValue(), expiresAt: fc.oneof(fc.jsonValue(), fc.constant(9e15)), isAdmin: fc.boolean() }, { requiredKeys: ['id'] }));
  const paths = fc.constantFrom('/admin/keys', '/admin/keys/a', '/admin/keys/__proto__', '/admin/keys/%00', '/admin/stats', '/admin/stats?window=1h&of=key:%F0%9F%98%80', '/admin/none');
  const methods = fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT');
  const keys = fc.constantFrom(adminKey, 'of-nobody-in-particular', '');
  await fc.assert(
    fc.asyncProperty(methods, paths, value, keys, async (method, at, sent, key) => {
      const response = await fetch(gateway.url + at, { method, headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` }, ...(method !== 'GET' && { body: JSON.stringify(sent) }) });
      const text = await response.text();
      expect(response.status, text).toBeLessThan(500);
      if (key !== adminKey) expect([401, 404, 405]).toContain(response.status);
    }),
    { numRuns: 200 },
  );
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}, 30_000);
