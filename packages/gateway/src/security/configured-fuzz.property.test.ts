import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folder, serveConfig } from '../../test/configured.ts';
import { describeRedis, startRedis } from '../../test/redis-server.ts';

const adminKey = 'an-admin-key-of-32-characters-xx';

/** What a configuration opens besides: keys, numbers, metrics, files and batches. */
const paths = ['/admin/keys', '/admin/keys/team', '/admin/keys/admin', '/admin/stats', '/admin/stats?hours=1e9&x=1', '/metrics', '/v1/files', '/v1/files?limit=-1&order=up&after=x', '/v1/files/file-1', '/v1/files/file-1/content', '/v1/batches', '/v1/batches?limit=1e3&after=batch_1', '/v1/batches/batch_1', '/v1/batches/batch_1/cancel', '/v1/batches/__proto__', '/v1/files/%00'];
const word = fc.constantFrom('team', 'batch', 'file-1', 'batch_1', '24h', '/v1/chat/completions', 'created_at', '__proto__', 'constructor', '', 'x'.repeat(300), '\u0000', '{g4f-batches}:file:x');
const key = fc.constantFrom('id', 'key', 'sha256', 'models', 'budget', 'perDay', 'requestsPerMinute', 'expiresAt', 'isAdmin', 'input_file_id', 'endpoint', 'completion_window', 'metadata', 'output_expires_after', 'anchor', 'seconds', '__proto__', 'constructor');
const { value: anything } = fc.letrec<{ value: unknown; object: object }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, word, fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.string(), fc.array(tie('value'), { maxLength: 3 }), tie('object')),
  object: fc.dictionary(key, tie('value'), { maxKeys: 6, noNullPrototype: true }),
}));
const part = fc.tuple(fc.constantFrom('purpose', 'file', 'expires_after[seconds]', '', 'x'), fc.constantFrom('', '; filename="in.jsonl"', '; filename="../../etc/passwd"'), fc.oneof(word, fc.constant('{"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{}}'), fc.string()));
const form = fc.array(part, { maxLength: 4 }).map((parts) => parts.map(([name, more, text]) => `--b\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${text}\r\n`).join('') + '--b--\r\n');
const sent = fc.oneof(
  fc.tuple(fc.constant('application/json'), fc.oneof(anything.map((each) => JSON.stringify(each) ?? ''), fc.string())),
  fc.tuple(fc.constant('multipart/form-data; boundary=b'), fc.oneof(form, fc.string())),
  fc.tuple(fc.constantFrom('multipart/form-data', 'text/plain'), fc.string()),
);

async function tryAll(redis?: string): Promise<void> {
  await using home = await folder();
  await using served = await serveConfig(path.join(home.path, 'keys.json'), { adminKey, settings: redis === undefined ? {} : { redis: { url: redis } } });
  const asked = fc.asyncProperty(fc.constantFrom('POST', 'POST', 'GET', 'PATCH', 'DELETE', 'PUT'), fc.constantFrom(...paths), sent, fc.boolean(), async (method, at, [type, body], isAdmin) => {
    const headers = { 'content-type': type, ...(isAdmin && { authorization: `Bearer ${adminKey}` }) };
    const response = await fetch(served.url + at, { method, headers, ...(method === 'GET' ? {} : { body }), signal: AbortSignal.timeout(5_000) });
    const text = await response.text();
    const isSound = response.status < 500 || (redis === undefined && response.status === 501);
    expect([method, at, response.status, isSound ? '' : text]).toEqual([method, at, response.status, '']);
    if (!isAdmin) expect([method, at, response.status]).toEqual([method, at, expect.toSatisfy((status: number) => status >= 400)]);
    expect(text).not.toMatch(/\bat \w.*:\d+:\d+/);
    expect(text).not.toContain(adminKey);
  });
  await fc.assert(asked, { numRuns: 200 });
  expect(served.lines.filter((line) => line.includes('the gateway failed'))).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}

describe('whatever is asked of what a configuration opens', () => {
  test('no route fails by its own fault or hangs, and none answers without a key', () => tryAll(), 60_000);
});

describeRedis('whatever is asked of files and batches', () => {
  test('no route of those fails either', { timeout: 60_000 }, async () => {
    await using redis = await startRedis();
    await tryAll(redis.url);
  });
});
