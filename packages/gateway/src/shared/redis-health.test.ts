import { createHealth, type Health, type HealthEvent, type HealthState } from '@g4f/registry/routes';
import { expect, onTestFinished, test } from 'vitest';
import { describeRedis, startRedis, type RedisServer } from '../../test/redis-server.ts';
import { parseHealth } from './health-text.ts';
import { createSharedState, type SharedState } from './shared-state.ts';

const failure: HealthEvent = { type: 'failure', code: 'upstream', message: 'a: it failed', retryAfter: undefined, isProbe: false };
const isProbe = ({ isAllowed }: { readonly isAllowed: boolean }): boolean => isAllowed;

interface Gateway {
  readonly shared: SharedState;
  readonly health: Health;
  readonly errors: readonly unknown[];
}

function clock() {
  let at = 1_000_000;
  return { now: () => at, wait: (ms: number) => (at += ms) };
}

async function gatewayOn(redis: RedisServer, now: () => number): Promise<Gateway> {
  const shared = await createSharedState({ url: redis.url, now, timeout: 5_000 });
  onTestFinished(async () => shared[Symbol.asyncDispose]());
  const errors: unknown[] = [];
  return { shared, errors, health: createHealth({ store: shared.health, now, threshold: 4, onError: (error) => errors.push(error) }) };
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The state of a model once all that was reported has arrived. */
async function seen(gateway: Gateway, failures: number): Promise<void> {
  await until(async () => {
    await gateway.health.refresh();
    return gateway.health.inspect('a', 'm')?.failures === failures;
  });
}

describeRedis('breakers that gateways share', () => {
  test('open by what all have seen together, and let one call alone through to see', async () => {
    await using redis = await startRedis();
    const { now, wait } = clock();
    const gateways = await Promise.all([gatewayOn(redis, now), gatewayOn(redis, now)]);
    for (const { health } of [...gateways, ...gateways]) health.report('a', 'm', failure);
    for (const gateway of gateways) await seen(gateway, 4);
    expect(await Promise.all(gateways.map(async ({ health }) => health.admit('a', 'm')))).toMatchObject([{ isAllowed: false }, { isAllowed: false }]);
    wait(5_000);
    const admissions = await Promise.all(Array.from({ length: 40 }, async (_, index) => gateways[index % 2]?.health.admit('a', 'm') ?? { isAllowed: false }));
    expect(admissions.filter(isProbe)).toEqual([{ isAllowed: true, isProbe: true }]);
  });

  test('lose no failure, however many come at once', async () => {
    await using redis = await startRedis();
    const { now } = clock();
    const gateways = await Promise.all(Array.from({ length: 4 }, async () => gatewayOn(redis, now)));
    for (let index = 0; index < 100; index++) for (const { health } of gateways) health.report('a', 'm', failure);
    for (const gateway of gateways) await seen(gateway, 400);
    expect(gateways.flatMap(({ errors }) => errors)).toEqual([]);
  });

  test('go on alone while Redis is away, and are put together when it is back', async () => {
    await using redis = await startRedis();
    const { now, wait } = clock();
    const [one, other] = [await gatewayOn(redis, now), await gatewayOn(redis, now)];
    one.health.report('a', 'm', failure);
    await seen(one, 1);
    await redis.kill();
    await until(() => !one.shared.isUp() && !other.shared.isUp());
    wait(10);
    for (let index = 0; index < 3; index++) one.health.report('a', 'm', failure);
    await seen(one, 4);
    expect(await one.health.admit('a', 'm')).toMatchObject({ isAllowed: false });
    expect(await other.health.admit('a', 'm')).toMatchObject({ isAllowed: true });
    await redis.start();
    await until(() => one.shared.isUp() && other.shared.isUp());
    await seen(other, 4);
    expect(await other.health.admit('a', 'm')).toMatchObject({ isAllowed: false });
    expect([...one.errors, ...other.errors]).toEqual([]);
  });

  test('pass over what is no state', async () => {
    await using redis = await startRedis();
    const { health, errors } = await gatewayOn(redis, clock().now);
    await redis.client.hset('{g4f:health}', 'a/m', '{"failures":"many"}', 'a/n', 'nonsense', '__proto__/x', 'null');
    await health.refresh();
    expect([health.list(), errors]).toEqual([[], []]);
    health.report('a', 'm', failure);
    await until(() => health.inspect('a', 'm')?.failures === 1);
  });

  test('forget those that were touched longest ago, and all of them in the end', async () => {
    await using redis = await startRedis();
    const { now } = clock();
    const { shared } = await gatewayOn(redis, now);
    await redis.client.eval("for i = 1, 10005 do redis.call('hset', KEYS[1], 'x/' .. i, '{}') redis.call('zadd', KEYS[2], i, 'x/' .. i) end", 2, '{g4f:health}', '{g4f:health}:ages');
    await shared.health.update('a/m', () => ({ successes: 1, failures: 0, failuresInRow: 0, timesOpened: 0, samples: [] }));
    expect([await redis.client.hlen('{g4f:health}'), await redis.client.zcard('{g4f:health}:ages')]).toEqual([10_000, 10_000]);
    expect([await redis.client.hexists('{g4f:health}', 'x/6'), await redis.client.hexists('{g4f:health}', 'x/7'), await redis.client.hexists('{g4f:health}', 'a/m')]).toEqual([0, 1, 1]);
    expect(await redis.client.ttl('{g4f:health}')).toBeGreaterThan(86_000);
  });

  test('are told what a change throws', async () => {
    await using redis = await startRedis();
    const { shared } = await gatewayOn(redis, clock().now);
    const broken = (): HealthState => {
      throw new TypeError('broken');
    };
    await expect(shared.health.update('a/m', broken)).rejects.toThrow('broken');
    expect(shared.isUp()).toBe(true);
  });
});

test('a state is read as it was written, and nothing else is one', () => {
  const state: HealthState = { successes: 1, failures: 2, failuresInRow: 0, timesOpened: 0, samples: [1, 2], openUntil: 5 };
  expect(parseHealth(JSON.stringify(state))).toEqual(state);
  for (const text of ['', 'null', '[]', '3', '{}', '{"successes":-1,"failures":0,"failuresInRow":0,"timesOpened":0,"samples":[]}']) expect(parseHealth(text)).toBeUndefined();
});
