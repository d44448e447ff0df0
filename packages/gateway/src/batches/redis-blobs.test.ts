import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { describeRedis, startRedis } from '../../test/redis-server.ts';
import { createRedisBlobs } from './redis-blobs.ts';

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

describeRedis('blobs in Redis', () => {
  test('are read whole or in part, wherever their pieces end', async () => {
    await using redis = await startRedis();
    const blobs = createRedisBlobs(redis.client, 'test');
    const piece = 262_144;
    const bytes = randomBytes(piece * 6 + 5);
    const chunks = [0, 10, piece - 1, piece, piece * 3 + 7, bytes.length].map((edge, index, edges) => bytes.subarray(edges[index - 1] ?? 0, edge));
    expect(await blobs.write('one', Readable.from(chunks))).toBe(bytes.length);
    expect((await collect(blobs.read('one', 0, bytes.length))).equals(bytes)).toBe(true);
    for (const [offset, length] of [[0, 1], [piece - 1, 2], [piece, piece], [5, piece * 5], [piece * 6, 5], [piece * 2, 0]] as const) {
      expect((await collect(blobs.read('one', offset, length))).equals(bytes.subarray(offset, offset + length))).toBe(true);
    }
    await blobs.remove('one', bytes.length);
    expect(await redis.client.keys('*')).toEqual([]);
  });

  test('are on trial until they are kept, and leave nothing where they fail', async () => {
    await using redis = await startRedis();
    const blobs = createRedisBlobs(redis.client, 'test');
    await blobs.write('one', Readable.from([Buffer.from('hi')]));
    expect(await redis.client.ttl('test:blob:one:0')).toBeLessThanOrEqual(3_600);
    await blobs.keep('one', 2, Date.now() + 7_200_000);
    expect(await redis.client.ttl('test:blob:one:0')).toBeGreaterThan(7_000);

    async function* failing(): AsyncGenerator<Uint8Array, void, undefined> {
      yield randomBytes(600_000);
      throw new Error('gone');
    }
    await expect(blobs.write('two', failing())).rejects.toThrow('gone');
    expect(await redis.client.keys('test:blob:two:*')).toEqual([]);
  });
});
