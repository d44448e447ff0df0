import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, loaded, serveConfig } from '../../test/configured.ts';
import { describeRedis, startRedis } from '../../test/redis-server.ts';

const adminKey = 'an-admin-key-of-32-characters-xx';
const patient = { timeout: 10_000, interval: 50 } as const;

describe('keys that are issued', () => {
  test('are shown once, let in who has them, and are let in no more when they are revoked', async () => {
    await using home = await folder();
    const file = path.join(home.path, 'keys.json');
    await using gateway = await serveConfig(file, { adminKey });
    expect([await gateway.chat(), await gateway.chat(adminKey)]).toEqual([401, 200]);
    const made = await gateway.admin('POST', '/admin/keys', { id: 'team-a', requestsPerMinute: 2, models: ['small'], budget: { perDay: 5 } });
    const { key } = made.body as { readonly key: string };
    expect(made).toMatchObject({ status: 201, body: { id: 'team-a', source: 'issued', hint: key.slice(-4), createdBy: 'admin', models: ['small'], limits: [{ unit: 'requests', limit: 2, used: 0 }, { unit: 'budget', period: 'day', limit: 5, used: 0 }] } });
    expect(key).toMatch(/^g4f_[\w-]{43}$/);
    expect([await gateway.chat(key), await gateway.chat(key), await gateway.chat(key)]).toEqual([200, 200, 429]);
    const listed = await gateway.admin('GET', '/admin/keys');
    expect(listed.body.data).toMatchObject([{ id: 'admin', source: 'config', isAdmin: true }, { id: 'team-a', limits: [{ used: 2 }, {}] }]);
    const kept = await readFile(file, 'utf8');
    for (const text of [kept, JSON.stringify(listed.body), ...gateway.lines]) for (const secret of [key, adminKey]) expect(text).not.toContain(secret);
    expect(JSON.stringify(listed.body)).not.toMatch(/[0-9a-f]{64}/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await gateway.admin('DELETE', '/admin/keys/team-a')).status).toBe(200);
    expect(await gateway.chat(key)).toBe(401);
    expect((await gateway.admin('DELETE', '/admin/keys/team-a')).status).toBe(404);
  });

  test('are limited and let go again while they are used', async () => {
    await using home = await folder();
    await using gateway = await serveConfig(path.join(home.path, 'keys.json'), { adminKey, settings: { limits: { requestsPerMinute: 1 } } });
    const { key } = (await gateway.admin('POST', '/admin/keys', { id: 'team-a' })).body as { readonly key: string };
    expect([await gateway.chat(key), await gateway.chat(key)]).toEqual([200, 429]);
    const changed = await gateway.admin('PATCH', '/admin/keys/team-a', { requestsPerMinute: false, models: ['vendor/*'] });
    expect(changed).toMatchObject({ status: 200, body: { models: ['vendor/*'], limits: [], own: { requestsPerMinute: false } } });
    expect(await gateway.chat(key)).toBe(403);
    await gateway.admin('PATCH', '/admin/keys/team-a', { models: null });
    expect(await gateway.chat(key)).toBe(200);
    await gateway.configured.replace(loaded({ limits: { tokensPerMinute: 1 } }));
    expect(await gateway.chat(key)).toBe(413);
  });

  test('expire by the clock, and say so', async () => {
    await using home = await folder();
    const file = path.join(home.path, 'keys.json');
    await using gateway = await serveConfig(file, { adminKey });
    expect((await gateway.admin('POST', '/admin/keys', { id: 'late', expiresAt: Date.now() - 1 })).status).toBe(400);
    const { key } = (await gateway.admin('POST', '/admin/keys', { id: 'short', expiresAt: Date.now() + 3_600_000 })).body as { readonly key: string };
    expect(await gateway.chat(key)).toBe(200);
    const kept = JSON.parse(await readFile(file, 'utf8')) as { keys: { expiresAt: number }[] };
    for (const each of kept.keys) each.expiresAt = Date.now() - 1;
    await writeFile(file, JSON.stringify(kept));
    await expect.poll(() => gateway.chat(key), patient).toBe(401);
    expect((await gateway.admin('GET', '/admin/keys')).body.data[1]).toMatchObject({ id: 'short', isExpired: true });
  });

  test('outlive the gateway, and are seen by another process that has the same file', async () => {
    await using home = await folder();
    const file = path.join(home.path, 'keys.json');
    let key = '';
    {
      await using gateway = await serveConfig(file, { adminKey });
      ({ key } = (await gateway.admin('POST', '/admin/keys', { id: 'team-a' })).body as { readonly key: string });
    }
    await using one = await serveConfig(file, { adminKey });
    await using other = await serveConfig(file, { adminKey });
    expect([await one.chat(key), await other.chat(key)]).toEqual([200, 200]);
    await one.admin('DELETE', '/admin/keys/team-a');
    await expect.poll(() => other.chat(key), patient).toBe(401);
  });

  test('are all there when many are made at once by two processes', async () => {
    await using home = await folder();
    const file = path.join(home.path, 'keys.json');
    await using one = await serveConfig(file, { adminKey });
    await using other = await serveConfig(file, { adminKey });
    const made = await Promise.all(Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? one : other).admin('POST', '/admin/keys', { id: `team-${index}` })));
    expect(made.map(({ status }) => status)).toEqual(made.map(() => 201));
    await expect.poll(async () => (await one.admin('GET', '/admin/keys')).body.data.length, patient).toBe(11);
  });

  test.each([
    ['no JSON', '{'],
    ['a field of another version', '{"version":1,"keys":[{"id":"a","sha256":"' + 'a'.repeat(64) + '","hint":"","createdAt":1,"createdBy":"x","only":"at night"}]}'],
    ['another version', '{"version":2,"keys":[]}'],
  ])('let nobody in where their file holds %s, and those of the configuration still', async (_what, text) => {
    await using home = await folder();
    const file = path.join(home.path, 'keys.json');
    await using gateway = await serveConfig(file, { adminKey });
    const { key } = (await gateway.admin('POST', '/admin/keys', { id: 'team-a' })).body as { readonly key: string };
    const before = await readFile(file, 'utf8');
    await writeFile(file, text);
    await expect.poll(() => gateway.chat(key), patient).toBe(503);
    expect(await gateway.chat(adminKey)).toBe(200);
    expect((await gateway.admin('GET', '/admin/keys')).status).toBe(503);
    expect((await gateway.admin('POST', '/admin/keys', { id: 'other' })).status).toBe(503);
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(gateway.lines.join('')).toContain('the keys of keys.json');
    await writeFile(file, before);
    await expect.poll(() => gateway.chat(key), patient).toBe(200);
  });

  test('let nobody in without a key where their file cannot be read and there are no others', async () => {
    await using home = await folder();
    const file = path.join(home.path, 'keys.json');
    await writeFile(file, 'nonsense');
    await using gateway = await serveConfig(file);
    expect([gateway.configured.gateway.access.hasKeys, await gateway.chat()]).toEqual([true, 503]);
  });
});

describe('a gateway without keys', () => {
  test('gets its first key for an admin alone, and asks for keys from then on for good', async () => {
    await using home = await folder();
    await using gateway = await serveConfig(path.join(home.path, 'keys.json'));
    expect([await gateway.chat(), (await gateway.admin('GET', '/admin/keys')).body]).toEqual([200, { object: 'list', hasKeys: false, data: [] }]);
    expect(await gateway.admin('POST', '/admin/keys', { id: 'team-a' })).toMatchObject({ status: 409, body: { error: { message: expect.stringContaining('no admin left') as string } } });
    const { key } = (await gateway.admin('POST', '/admin/keys', { id: 'ops', isAdmin: true })).body as { readonly key: string };
    expect([await gateway.chat(), await gateway.chat(key), (await gateway.admin('GET', '/admin/keys')).status]).toEqual([401, 200, 401]);
    const headers = { authorization: `Bearer ${key}` };
    for (const [method, body] of [['DELETE', undefined], ['PATCH', { isAdmin: false }], ['PATCH', { expiresAt: Date.now() + 60_000 }]] as const) expect((await gateway.admin(method, '/admin/keys/ops', body, headers)).status).toBe(409);
    expect((await gateway.admin('POST', '/admin/keys', { id: 'ops', isAdmin: true }, headers)).status).toBe(409);
  });
});

describe("the configuration's keys", () => {
  test('are shown and not changed, and win over an issued one', async () => {
    await using home = await folder();
    await using gateway = await serveConfig(path.join(home.path, 'keys.json'), { adminKey, settings: { keys: [{ id: 'team-c', key: 'a-key-of-32-characters-xxxxxxxxxx', requestsPerMinute: 7 }] } });
    expect((await gateway.admin('GET', '/admin/keys')).body.data).toMatchObject([{ id: 'team-c', source: 'config', limits: [{ limit: 7, used: 0 }] }, { id: 'admin' }]);
    for (const [method, body] of [['DELETE', undefined], ['PATCH', { requestsPerMinute: 1 }]] as const) expect((await gateway.admin(method, '/admin/keys/team-c', body)).status).toBe(409);
    expect((await gateway.admin('POST', '/admin/keys', { id: 'team-c' })).status).toBe(409);
    const { key } = (await gateway.admin('POST', '/admin/keys', { id: 'later' })).body as { readonly key: string };
    await gateway.configured.replace(loaded({ keys: [{ id: 'later', key: 'another-key-of-32-characters-xxx' }] }));
    expect([await gateway.chat(key), await gateway.chat('another-key-of-32-characters-xxx')]).toEqual([401, 200]);
    expect((await gateway.admin('GET', '/admin/keys')).body.data).toContainEqual(expect.objectContaining({ id: 'later', source: 'issued', isShadowed: true }));
  });

  test('may name the admin key of the environment, as an admin’s', async () => {
    await using home = await folder();
    const file = path.join(home.path, 'keys.json');
    await using gateway = await serveConfig(file, { adminKey, settings: { keys: [{ id: 'ops', key: adminKey, isAdmin: true }] } });
    expect((await gateway.admin('GET', '/admin/keys')).body.data).toMatchObject([{ id: 'ops', isAdmin: true }]);
    await expect(serveConfig(file, { adminKey, settings: { keys: [{ id: 'app', key: adminKey }] } })).rejects.toThrow('it is also G4F_ADMIN_KEY, and has no isAdmin');
    await expect(serveConfig(file, { adminKey: 'short' })).rejects.toThrow(/G4F_ADMIN_KEY: .*16 to 512/);
  });
});

describe('who is no admin', () => {
  const ids = ['/admin/keys', '/admin/keys/team-a'];

  test('sees and changes nothing', async () => {
    await using home = await folder();
    await using gateway = await serveConfig(path.join(home.path, 'keys.json'), { adminKey });
    const { key } = (await gateway.admin('POST', '/admin/keys', { id: 'team-a' })).body as { readonly key: string };
    for (const at of ids) {
      for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) {
        if ((method === 'POST') === (at !== '/admin/keys') || (at === '/admin/keys' && method !== 'GET' && method !== 'POST') || (at !== '/admin/keys' && method === 'GET')) continue;
        const body = method === 'GET' || method === 'DELETE' ? undefined : { id: 'x' };
        expect((await gateway.admin(method, at, body, { authorization: `Bearer ${key}` })).status).toBe(403);
        expect((await gateway.admin(method, at, body, { authorization: 'Bearer of-nobody-in-particular' })).status).toBe(401);
      }
    }
    expect((await gateway.admin('GET', '/admin/keys')).body.data).toHaveLength(2);
  });

  test('is told how to become one where no key is', async () => {
    await using home = await folder();
    const key = 'a-key-of-32-characters-xxxxxxxxxx';
    await using gateway = await serveConfig(path.join(home.path, 'keys.json'), { settings: { keys: [{ id: 'app', key }] } });
    const refused = await gateway.admin('GET', '/admin/keys', undefined, { authorization: `Bearer ${key}` });
    expect(refused).toMatchObject({ status: 403, body: { error: { message: expect.stringContaining('set G4F_ADMIN_KEY') as string } } });
  });

  test('gets nowhere by a page of another site, a form or a cookie', async () => {
    await using home = await folder();
    await using keyed = await serveConfig(path.join(home.path, 'keys.json'), { adminKey });
    const bare = (headers: { readonly [name: string]: string }, method = 'GET') => fetch(`${keyed.url}/admin/keys`, { method, headers, ...(method === 'POST' && { body: '{"id":"x"}' }) }).then(({ status }) => status);
    expect(await bare({ cookie: `key=${adminKey}; authorization=Bearer ${adminKey}` })).toBe(401);
    expect(await bare({ 'x-api-key': adminKey })).toBe(401);
    expect(await bare({ authorization: `Bearer ${adminKey}`, 'content-type': 'text/plain' }, 'POST')).toBe(415);
    expect(await bare({ authorization: `Bearer ${adminKey}`, 'sec-fetch-site': 'cross-site' })).toBe(403);
    await using local = await serveConfig(path.join(home.path, 'none.json'), { settings: { cors: { origins: ['https://chat.example'] } } });
    const asked = (headers: { readonly [name: string]: string }) => fetch(`${local.url}/admin/keys`, { headers }).then(({ status }) => status);
    expect(await asked({ origin: 'https://chat.example' })).toBe(403);
    expect(await asked({ origin: 'http://127.0.0.1:1' })).toBe(403);
    expect(await asked({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await asked({ origin: local.url, 'sec-fetch-site': 'same-origin' })).toBe(200);
  });
});

test('every change is in the log, with who made it and from where', async () => {
  await using home = await folder();
  await using gateway = await serveConfig(path.join(home.path, 'keys.json'), { adminKey });
  await gateway.admin('POST', '/admin/keys', { id: 'team-a', tokensPerMinute: 100 });
  await gateway.admin('PATCH', '/admin/keys/team-a', { isAdmin: true });
  await gateway.admin('DELETE', '/admin/keys/team-a');
  const told = gateway.lines.map((line) => JSON.parse(line) as { readonly msg: string; readonly admin?: string }).filter(({ admin }) => admin !== undefined);
  expect(told).toMatchObject([
    { msg: 'key created: team-a, by admin', admin: 'admin', id: 'team-a', set: ['id', 'tokensPerMinute'], address: '127.0.0.1' },
    { msg: 'key changed: team-a, by admin', set: ['isAdmin'] },
    { msg: 'key revoked: team-a, by admin', admin: 'admin' },
  ]);
});

test.each<[string, object, string]>([
  ['an id that is none', { id: 'no spaces' }, 'id: must be'],
  ['the id of callers without a key', { id: 'local' }, 'local is the id'],
  ['a field that is misspelt', { id: 'a', requestPerMinute: 1 }, 'requestPerMinute'],
  ['a limit that is none', { id: 'a', requestsPerMinute: 0 }, 'requestsPerMinute: must be'],
  ['a budget that is none', { id: 'a', budget: { perDay: -1 } }, 'budget.perDay: must be'],
  ['no model at all', { id: 'a', models: [] }, 'models: must name one'],
  ['a star in the middle', { id: 'a', models: ['a*b'] }, 'may have one *'],
  ['a key of one’s own', { id: 'a', key: 'chosen-by-somebody' }, 'key'],
])('a new key may not have %s', async (_what, body, message) => {
  await using home = await folder();
  await using gateway = await serveConfig(path.join(home.path, 'keys.json'), { adminKey });
  expect(await gateway.admin('POST', '/admin/keys', body)).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining(message) as string } } });
});

describeRedis('keys on Redis', () => {
  test('are every gateway’s within a second or so, hold while it is away, and are changed only while it is there', async () => {
    await using home = await folder();
    await using redis = await startRedis();
    const options = { adminKey, settings: { redis: { url: redis.url } } };
    await using one = await serveConfig(path.join(home.path, 'unused.json'), options);
    await using other = await serveConfig(path.join(home.path, 'unused.json'), options);
    const { key } = (await one.admin('POST', '/admin/keys', { id: 'team-a' })).body as { readonly key: string };
    await expect.poll(() => other.chat(key), patient).toBe(200);
    expect(JSON.stringify(await redis.client.hgetall('g4f:keys'))).not.toContain(key);
    await redis.kill();
    await expect.poll(async () => (await one.admin('POST', '/admin/keys', { id: 'team-b' })).status, patient).toBe(503);
    expect([await one.chat(key), await other.chat(key)]).toEqual([200, 200]);
    await using late = await serveConfig(path.join(home.path, 'unused.json'), options);
    expect([await late.chat(key), await late.chat(adminKey)]).toEqual([503, 200]);
  });

  test('let nobody in where Redis holds something else', async () => {
    await using home = await folder();
    await using redis = await startRedis();
    await using gateway = await serveConfig(path.join(home.path, 'unused.json'), { adminKey, settings: { redis: { url: redis.url } } });
    const { key } = (await gateway.admin('POST', '/admin/keys', { id: 'team-a' })).body as { readonly key: string };
    expect(await gateway.chat(key)).toBe(200);
    await redis.client.set('g4f:keys', 'something else');
    await expect.poll(() => gateway.chat(key), patient).toBe(503);
    expect(await gateway.chat(adminKey)).toBe(200);
  });
});
