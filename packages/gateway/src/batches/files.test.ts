import { toFile } from 'openai';
import { expect, test } from 'vitest';
import { jsonl, listenBatches, upload } from '../../test/listen-batches.ts';
import { describeRedis, startRedis } from '../../test/redis-server.ts';

describeRedis('files', () => {
  test('are kept, listed, given back and deleted', async () => {
    await using redis = await startRedis();
    await using served = await listenBatches(redis.url, { isWorking: false });
    const { client } = served;
    const texts = ['é', 'x'.repeat(700_000), 'last'].map((text) => jsonl([{ text }]));
    const ids: string[] = [];
    for (const text of texts) ids.push((await upload(client, text)).id);

    for (const [index, id] of ids.entries()) {
      const response = await client.files.content(id);
      expect(response.headers.get('content-disposition')).toBe('attachment; filename="in.jsonl"');
      expect(await response.text()).toBe(texts[index]);
      expect(await client.files.retrieve(id)).toMatchObject({ bytes: Buffer.byteLength(texts[index] ?? ''), purpose: 'batch' });
    }
    const listed: string[] = [];
    for await (const file of client.files.list({ limit: 2 })) listed.push(file.id);
    expect(listed).toEqual(ids.toReversed());
    expect((await client.files.list({ order: 'asc', limit: 1 })).data.map(({ id }) => id)).toEqual([ids[0]]);
    expect((await client.files.list({ purpose: 'batch_output' })).data).toEqual([]);

    const [first = ''] = ids;
    expect(await client.files.delete(first)).toEqual({ id: first, object: 'file', deleted: true });
    await expect(client.files.retrieve(first)).rejects.toMatchObject({ status: 404 });
    expect(await redis.client.keys(`*${first}*`)).toEqual([]);
    expect((await client.files.list()).data).toHaveLength(2);
  });

  test('go when their time is over', async () => {
    await using redis = await startRedis();
    await using served = await listenBatches(redis.url, { isWorking: false });
    const { client } = served;
    const expires_after = { anchor: 'created_at', seconds: 3_600 } as const;
    const file = await client.files.create({ file: await toFile(Buffer.from(jsonl([{}]))), purpose: 'batch', expires_after });
    expect(file.expires_at).toBe(file.created_at + 3_600);
    const left = await Promise.all((await redis.client.keys(`*${file.id}*`)).map((key) => redis.client.ttl(key)));
    expect(left).toHaveLength(2);
    for (const seconds of left) expect(seconds).toBeGreaterThan(3_500);
    for (const seconds of left) expect(seconds).toBeLessThanOrEqual(3_601);
    // As if it had expired.
    await redis.client.del(`{g4f-batches}:file:${file.id}`);
    expect((await client.files.list()).data).toEqual([]);
    await expect(client.files.create({ file: await toFile(Buffer.from(jsonl([{}]))), purpose: 'batch', expires_after: { anchor: 'created_at', seconds: 5 } })).rejects.toThrow('3600 to 2592000');
  });

  test('are refused, and not kept, where they hold no requests', async () => {
    await using redis = await startRedis();
    await using served = await listenBatches(redis.url, { isWorking: false, maxLine: 1_000, maxLines: 3, maxFile: 100_000 });
    const { client } = served;
    const refusals: readonly (readonly [string | Uint8Array, number, string])[] = [
      [`${jsonl([{}])}not json\n`, 400, 'line 2: is not a JSON object in UTF-8; write one request on each line'],
      [`${jsonl([{}])}[]`, 400, 'line 2: is not a JSON object'],
      [Buffer.concat([Buffer.from(jsonl([{}])), Buffer.from([0x22, 0xff, 0x22])]), 400, 'line 2: is not a JSON object in UTF-8'],
      [`${'['.repeat(200)}${']'.repeat(200)}`, 400, 'line 1: is not a JSON object'],
      ['\n \n', 400, 'the file is empty'],
      [jsonl([{}, {}, {}, {}]), 400, 'more than 3 requests'],
      [jsonl([{ text: 'x'.repeat(2_000) }]), 400, 'line 1 is longer than 1000 bytes'],
      ['x'.repeat(100_001), 413, 'the file is larger than 100000 bytes'],
      ['x'.repeat(300_000), 413, 'the body is larger than'],
    ];
    for (const [text, status, message] of refusals) {
      await expect(upload(client, text)).rejects.toMatchObject({ status, message: expect.stringContaining(message) as string });
    }
    await expect(client.files.create({ file: await toFile(Buffer.from(jsonl([{}]))), purpose: 'user_data' })).rejects.toMatchObject({ status: 400, message: expect.stringContaining("purpose is 'batch'") as string });
    expect(await redis.client.keys('*blob*')).toEqual([]);
  });

  test('are taken as a form alone', async () => {
    await using redis = await startRedis();
    await using served = await listenBatches(redis.url, { isWorking: false });
    const post = async (type: string, body: string): Promise<readonly [number, string]> => {
      const response = await fetch(`${served.url}/v1/files`, { method: 'POST', headers: { 'content-type': type }, body });
      const { error } = (await response.json()) as { error: { message: string } };
      return [response.status, error.message];
    };
    const part = (name: string): string => `--x\r\ncontent-disposition: form-data; name="${name}"; filename="f"\r\n\r\n{}\n\r\n`;
    expect(await post('application/json', '{}')).toEqual([400, 'send the file as multipart/form-data, with its boundary']);
    expect(await post('multipart/form-data', '{}')).toEqual([400, 'send the file as multipart/form-data, with its boundary']);
    expect(await post('multipart/form-data; boundary=x', part('file'))).toEqual([400, 'the form is malformed, or was cut']);
    expect(await post('multipart/form-data; boundary=x', `${part('file')}${part('file')}--x--`)).toEqual([400, "the form needs one file, in its field 'file', and none beside it"]);
    expect(await post('multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="purpose"\r\n\r\nbatch\r\n--x--')).toEqual([400, "the form needs one file, in its field 'file', and none beside it"]);
    expect(await redis.client.keys('*blob*')).toEqual([]);
  });

  test('have room for so much of each caller', async () => {
    await using redis = await startRedis();
    await using served = await listenBatches(redis.url, { isWorking: false, maxFiles: 1, maxStored: 5_000 });
    await expect(upload(served.client, jsonl([{ text: 'x'.repeat(6_000) }]))).rejects.toMatchObject({ status: 413, message: expect.stringContaining('of 5000 at most') as string });
    await upload(served.client, jsonl([{}]));
    await expect(upload(served.client, jsonl([{}]))).rejects.toMatchObject({ status: 413, message: expect.stringContaining('you have 1 files') as string });
  });
});
