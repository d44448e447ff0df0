import { certificate } from '@g4f/testkit/servers';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { describeRedis, freePort, startRedis, type RedisServer } from '../../test/redis-server.ts';
import type { Counted } from './counts.ts';
import { createSharedState, type SharedState, type SharedStateOptions } from './shared-state.ts';

const noon = Date.UTC(2026, 10, 30, 12);
const limitOf = (limit: number, name = 'a:requests'): Counted => ({ name, period: 'day', limit });

async function share(redis: RedisServer, options: Partial<SharedStateOptions> = {}): Promise<SharedState> {
  // No test but those of slowness shall depend on how busy the machine is.
  const shared = await createSharedState({ url: redis.url, now: () => noon, timeout: 5_000, ...options });
  onTestFinished(async () => shared[Symbol.asyncDispose]());
  return shared;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

const taken = async (counts: readonly Promise<{ readonly isTaken: boolean }>[]): Promise<number> => (await Promise.all(counts)).filter(({ isTaken }) => isTaken).length;

describeRedis('gateways that share one Redis', () => {
  test('share a limit exactly', async () => {
    await using redis = await startRedis();
    const gateways = [await share(redis), await share(redis), await share(redis)];
    const calls = Array.from({ length: 600 }, (_, index) => gateways[index % 3]?.counts.take(limitOf(250), 1)).filter((call) => call !== undefined);
    expect(await taken(calls)).toBe(250);
    expect(await redis.client.get('g4f:count:a:requests:d20787')).toBe('250');
  });

  test('count nothing of what they refuse, and settle over the limit', async () => {
    await using redis = await startRedis();
    const [one, other] = [await share(redis), await share(redis)];
    const tokens = limitOf(1_000);
    const { endsAt } = await one.counts.take(tokens, 900);
    expect(await other.counts.take(tokens, 200)).toMatchObject({ isTaken: false, used: 900 });
    expect(await other.counts.take(tokens, 100)).toMatchObject({ isTaken: true, used: 1_000 });
    await one.counts.add(tokens, -700, endsAt);
    expect(await other.counts.take(tokens, 1)).toMatchObject({ isTaken: true, used: 301 });
    await one.counts.add(tokens, 5_000, endsAt);
    expect(await other.counts.take(tokens, 1)).toMatchObject({ isTaken: false, used: 5_301 });
    await other.counts.take(limitOf(9e15, 'a:budget'), 8_000_000_000_000_001);
    expect(await one.counts.take(limitOf(9e15, 'a:budget'), 1)).toMatchObject({ used: 8_000_000_000_000_002 });
  });

  test('leave no key behind for ever', async () => {
    await using redis = await startRedis();
    const { counts } = await share(redis);
    await counts.take(limitOf(5), 1);
    await counts.add(limitOf(5, 'b'), 1, 0);
    const keys = await redis.client.keys('*');
    expect(keys).toHaveLength(2);
    for (const key of keys) expect(await redis.client.ttl(key)).toBeGreaterThan(43_100);
  });

  test('keep apart by prefix', async () => {
    await using redis = await startRedis();
    const [one, other] = [await share(redis), await share(redis, { prefix: 'staging' })];
    await one.counts.take(limitOf(1), 1);
    expect(await other.counts.take(limitOf(1), 1)).toMatchObject({ isTaken: true });
  });

  test('lose no call when it is killed under load, and add what was used when it is back', async () => {
    await using redis = await startRedis();
    const changes: boolean[] = [];
    const gateways = [await share(redis, { onChange: (isUp) => changes.push(isUp) }), await share(redis)];
    const counted = limitOf(1_000_000);
    let calls = 0;
    let isOver = false;
    const load = async (gateway: SharedState): Promise<void> => {
      while (!isOver) {
        expect(await gateway.counts.take(counted, 1)).toMatchObject({ isTaken: true });
        calls++;
        if (calls % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      }
    };
    const loads = gateways.flatMap((gateway) => Array.from({ length: 10 }, async () => load(gateway)));
    await until(() => calls > 500);
    await redis.kill();
    await until(() => gateways.every((gateway) => !gateway.isUp()));
    const before = calls;
    await until(() => calls > before + 500);
    await redis.start();
    await until(() => gateways.every((gateway) => gateway.isUp()));
    const after = calls;
    await until(() => calls > after + 500);
    isOver = true;
    await Promise.all(loads);
    expect(changes).toEqual([false, true]);
    // It has come back with nothing. What was under way when it died may be counted twice, and is never lost; what both knew is put back by the first.
    const used = Number(await redis.client.get('g4f:count:a:requests:d20787'));
    expect(used).toBeGreaterThanOrEqual(calls - 20);
    expect(used).toBeLessThanOrEqual(calls + 20);
  });

  test('go on from where a count stood, each by itself, until it is back', async () => {
    await using redis = await startRedis('--appendonly', 'yes', '--appendfsync', 'always');
    const [one, other] = [await share(redis), await share(redis)];
    const counted = limitOf(10);
    await one.counts.take(counted, 4);
    await other.counts.take(counted, 1);
    await redis.kill();
    await until(() => !one.isUp() && !other.isUp());
    expect(await one.counts.take(counted, 7)).toMatchObject({ isTaken: false, used: 4 });
    expect(await one.counts.take(counted, 2)).toMatchObject({ isTaken: true, used: 6 });
    expect(await other.counts.take(counted, 3)).toMatchObject({ isTaken: true, used: 8 });
    await redis.start();
    await until(() => one.isUp() && other.isUp());
    await until(async () => (await redis.client.get('g4f:count:a:requests:d20787')) === '10');
    expect(await one.counts.take(counted, 1)).toMatchObject({ isTaken: false, used: 10 });
  });

  test('wait for nobody when it is slow', async () => {
    await using redis = await startRedis();
    const shared = await share(redis, { timeout: 60 });
    await shared.counts.take(limitOf(100), 1);
    const slow = redis.client.call('DEBUG', 'SLEEP', '1.5');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const started = performance.now();
    const first = await Promise.all(Array.from({ length: 20 }, async () => shared.counts.take(limitOf(100), 1)));
    const waited = performance.now() - started;
    expect(first.every(({ isTaken }) => isTaken)).toBe(true);
    expect(waited).toBeLessThan(1_000);
    expect(shared.isUp()).toBe(false);
    const again = performance.now();
    await shared.counts.take(limitOf(100), 1);
    expect(await shared.cache.get('a')).toBeUndefined();
    expect(performance.now() - again).toBeLessThan(400);
    await slow;
    await until(shared.isUp);
    const { used } = await shared.counts.take(limitOf(100), 1);
    expect(used).toBeGreaterThanOrEqual(23);
  });

  test('do not take their own delay for that of Redis', async () => {
    await using redis = await startRedis();
    const shared = await share(redis, { timeout: 100 });
    const call = shared.counts.take(limitOf(5), 1);
    const end = performance.now() + 400;
    while (performance.now() < end);
    expect(await call).toMatchObject({ isTaken: true });
    expect(shared.isUp()).toBe(true);
  });

  test('start without one that is not there yet', async () => {
    await using redis = await startRedis();
    await redis.kill();
    const errors: unknown[] = [];
    const shared = await share(redis, { onChange: (_, error) => errors.push(error) });
    expect(shared.isUp()).toBe(false);
    expect(errors[0]).toMatchObject({ code: 'ECONNREFUSED' });
    expect(await shared.counts.take(limitOf(5), 2)).toMatchObject({ isTaken: true });
    await redis.start();
    await until(shared.isUp);
    expect(await shared.counts.take(limitOf(5), 1)).toMatchObject({ used: 3 });
  });

  test('do not start with a password that is wrong or missing, and never show one', async () => {
    await using redis = await startRedis('--requirepass', 'correct-horse');
    const failures = await Promise.all(['', ':battery-staple@'].map(async (who) => createSharedState({ url: redis.url.replace('//', `//${who}`) }).catch((error: unknown) => error)));
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(Error);
      expect(String(failure)).toMatch(/Redis refuses this gateway: (?:NOAUTH|WRONGPASS)/);
      expect(String(failure)).not.toContain('battery');
    }
    const shared = await share(redis, { url: redis.url.replace('//', '//:correct-horse@') });
    expect(shared.isUp()).toBe(true);
  });

  test('speak TLS, to a server whose certificate they can check', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'g4f-tls-'));
    onTestFinished(async () => rm(folder, { recursive: true }));
    const [cert, key] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
    await writeFile(cert, certificate.cert);
    await writeFile(key, certificate.key);
    const port = await freePort();
    await using redis = await startRedis('--tls-port', String(port), '--tls-cert-file', cert, '--tls-key-file', key, '--tls-ca-cert-file', cert, '--tls-auth-clients', 'no');
    const url = `valkeys://127.0.0.1:${port}`;
    expect(await (await share(redis, { url, ca: certificate.cert })).counts.take(limitOf(1), 1)).toMatchObject({ isTaken: true });
    expect(await redis.client.dbsize()).toBe(1);
    await expect(createSharedState({ url })).rejects.toThrow(/Redis refuses this gateway: .*self.signed/);
  });

  test('let nobody in where it is there and refuses to count', async () => {
    await using redis = await startRedis();
    const errors: unknown[] = [];
    const shared = await share(redis, { onError: (error) => errors.push(error) });
    await redis.client.lpush('g4f:count:a:requests:d20787', 'no number');
    await expect(shared.counts.take(limitOf(5), 1)).rejects.toThrow('WRONGTYPE');
    await shared.counts.add(limitOf(5), 1, 0);
    expect(String(errors[0])).toContain('WRONGTYPE');
    expect(shared.isUp()).toBe(true);
  });

  test('come back though it refuses one of their counts', async () => {
    await using redis = await startRedis();
    const errors: unknown[] = [];
    const shared = await share(redis, { timeout: 50, onError: (error) => errors.push(error) });
    await shared.counts.take(limitOf(9), 1);
    await shared.counts.take(limitOf(9, 'b'), 1);
    const key = 'g4f:count:a:requests:d20787';
    const slow = redis.client.pipeline().call('DEBUG', 'SLEEP', '0.5').del(key).lpush(key, 'no number').exec();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await shared.counts.take(limitOf(9), 1);
    await shared.counts.take(limitOf(9, 'b'), 1);
    expect(shared.isUp()).toBe(false);
    await slow;
    await until(shared.isUp);
    expect(String(errors[0])).toContain('WRONGTYPE');
    expect(await shared.counts.take(limitOf(9, 'b'), 1)).toMatchObject({ used: 3 });
  });

  test('count alone where it has no room or may not write', async () => {
    await using redis = await startRedis();
    const shared = await share(redis);
    await redis.client.config('SET', 'min-replicas-to-write', '3');
    expect(await shared.counts.take(limitOf(5), 2)).toMatchObject({ isTaken: true, used: 2 });
    await redis.client.config('SET', 'min-replicas-to-write', '0');
    await until(shared.isUp);
    await until(async () => (await redis.client.get('g4f:count:a:requests:d20787')) === '2');
  });

  test('keep answers that all find', async () => {
    await using redis = await startRedis();
    const [one, other] = [await share(redis), await share(redis)];
    await one.cache.set('key', 'text', 60);
    expect([await other.cache.get('key'), await other.cache.get('none')]).toEqual(['text', undefined]);
    expect(await redis.client.ttl('g4f:cache:key')).toBeGreaterThan(50);
    await redis.client.set('g4f:cache:bin', Buffer.from([0xff, 0xfe]));
    expect(typeof (await other.cache.get('bin'))).toBe('string');
  });

  test('leave nothing open when they are disposed', async () => {
    await using redis = await startRedis();
    const shared = await createSharedState({ url: redis.url });
    shared.follow({ refresh: () => Promise.resolve() });
    const mine = async (): Promise<number> => String(await redis.client.client('LIST')).trim().split('\n').length;
    expect(await mine()).toBe(2);
    await shared[Symbol.asyncDispose]();
    await until(async () => (await mine()) === 1);
    expect(shared.isUp()).toBe(false);
    expect(await shared.counts.take(limitOf(1), 1)).toMatchObject({ isTaken: true });
  });
});

test('an address that is none is refused, without a word of it', async () => {
  for (const url of ['', 'hunter2', 'http://:hunter2@127.0.0.1', 'redis://', 'redis://:hunter2@:1', '__proto__://hunter2']) {
    await expect(createSharedState({ url })).rejects.toThrow('the address of Redis must be like');
    expect(String(await createSharedState({ url }).catch((error: unknown) => error))).not.toContain('hunter2');
  }
  await expect(createSharedState({ url: 'redis://127.0.0.1:1', ca: certificate.cert })).rejects.toThrow('rediss:');
  await expect(createSharedState({ url: 'redis://127.0.0.1:1', prefix: 'a b' })).rejects.toThrow('prefix');
  await expect(createSharedState({ url: 'redis://127.0.0.1:1', timeout: 0 })).rejects.toThrow('timeout');
});
