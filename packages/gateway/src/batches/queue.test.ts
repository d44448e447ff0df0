import { expect, test } from 'vitest';
import { create, holding, linesOf, listenBatches, patient, start, until } from '../../test/listen-batches.ts';
import { describeRedis, startRedis } from '../../test/redis-server.ts';

describeRedis('the queue of batches', () => {
  test('lets a short batch go before the rest of a long one', async () => {
    const { answer, asked, release } = holding();
    await using served = await start({ answer, concurrency: 1 });
    const { client } = served;
    const long = await create(client, Array.from({ length: 120 }, (_, index) => `long ${index}`));
    await until(client, long.id, ['in_progress']);
    await expect.poll(() => asked.length, patient).toBe(1);
    const short = await create(client, ['short']);
    await until(client, short.id, ['in_progress']);
    release();
    await until(client, long.id);
    expect(asked.indexOf('short')).toBeLessThan(60);
  });

  test('leaves nothing behind but batches and files', async () => {
    await using redis = await startRedis();
    await using served = await listenBatches(redis.url, { sweepEvery: 20 });
    const { id } = await create(served.client, ['one', 'two']);
    await until(served.client, id);
    const left = async (): Promise<readonly string[]> => (await redis.client.keys('*')).map((key) => key.replace('{g4f-batches}:', '').replace(/[\da-f]{24}/, 'ID'));
    const isOfEngine = (key: string): boolean => /^batch-(?:lines|control):/.test(key);
    const own = ['batch:batch_ID', 'batches:local', 'blob:file-ID:0', 'blob:file-ID:0', 'file:file-ID', 'file:file-ID', 'files:local'];
    await expect.poll(async () => (await left()).filter((key) => !isOfEngine(key)).toSorted(), patient).toEqual(own);
    // What the job engine keeps: its own books, and the sweep that comes next.
    await expect.poll(async () => (await left()).filter((key) => key.startsWith('batch-lines:') && !/:(?:meta|id|events|marker|pc|stalled-check)$/.test(key)), patient).toEqual([]);
    await expect.poll(async () => (redis.client.zcard('{g4f-batches}:batch-control:repeat')), patient).toBe(1);
    expect((await left()).filter((key) => key.includes('repeat:sweep:')).length).toBeLessThanOrEqual(5);
  });

  test('gives up a request that its worker is lost with each time', async () => {
    await using redis = await startRedis();
    const { answer, asked, release } = holding();
    await using served = await listenBatches(redis.url, { answer, concurrency: 1 });
    const { id } = await create(served.client, ['one', 'two']);
    const job = `{g4f-batches}:batch-lines:${id}.2`;
    await expect.poll(() => redis.client.exists(job), patient).toBe(1);
    // As the job engine counts it.
    await redis.client.hset(job, 'stc', 4);
    release();
    const ended = await until(served.client, id);
    expect((await linesOf(served.client, ended.error_file_id)).map(({ custom_id, error }) => [custom_id, error?.code])).toEqual([['1', 'worker_lost']]);
    expect(asked).toEqual(['one']);
  });

  test('ends a batch whose input was lost, and says so', async () => {
    await using redis = await startRedis();
    const { answer, asked, release } = holding();
    await using served = await listenBatches(redis.url, { answer, concurrency: 1, sweepEvery: 50 });
    const { id, input_file_id: input } = await create(served.client, ['one', 'two']);
    await expect.poll(() => asked.length, patient).toBe(1);
    await redis.client.del(`{g4f-batches}:blob:${input}:0`);
    await served.client.batches.cancel(id);
    release();
    const ended = await until(served.client, id);
    expect([ended.status, ended.errors?.data?.[0]?.code]).toEqual(['failed', 'input_lost']);
  });
});

describeRedis('batches on a Redis that dies', () => {
  test('are worked on when it is there, though it was not at first', async () => {
    await using redis = await startRedis();
    await redis.kill();
    await using served = await listenBatches(redis.url);
    await redis.start();
    const { id } = await create(served.client, ['one']);
    expect((await until(served.client, id)).status).toBe('completed');
  });

  test('go on when it has come back', async () => {
    await using redis = await startRedis('--appendonly', 'yes', '--appendfsync', 'always');
    const asked: string[] = [];
    await using served = await listenBatches(redis.url, {
      concurrency: 2,
      sweepEvery: 100,
      lease: 1_000,
      async *answer(text) {
        asked.push(text);
        if (asked.length === 5) await redis.kill();
        yield text;
      },
    });
    const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
    const { id } = await create(served.client, texts);
    await expect.poll(() => asked.length, patient).toBeGreaterThanOrEqual(5);
    await expect(served.client.batches.retrieve(id)).rejects.toMatchObject({ status: 503 });
    await redis.start();
    const ended = await until(served.client, id);
    expect(ended).toMatchObject({ status: 'completed', request_counts: { total: 20, completed: 20, failed: 0 } });
    expect((await linesOf(served.client, ended.output_file_id)).map(({ response }) => response?.body.choices[0]?.message.content)).toEqual(texts);
  });
});

