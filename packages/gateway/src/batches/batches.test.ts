import { ProviderError, type Part } from '@g4f/core';
import OpenAI from 'openai';
import { expect, test } from 'vitest';
import { ask, create, holding, jsonl, linesOf, listenBatches, patient, start, until, upload } from '../../test/listen-batches.ts';
import { describeRedis } from '../../test/redis-server.ts';
import type { Access, Caller } from '../access.ts';
import { GatewayError } from '../gateway-error.ts';

describeRedis('batches', () => {
  test('answer each request of a file, in the order of the file, for the openai client', async () => {
    await using served = await start();
    const { client } = served;
    const input = await upload(client, jsonl(['first', 'second', 'third'].map((text) => ask(text))));
    expect(input).toMatchObject({ object: 'file', filename: 'in.jsonl', purpose: 'batch', status: 'processed' });

    const batch = await client.batches.create({ input_file_id: input.id, endpoint: '/v1/chat/completions', completion_window: '24h', metadata: { for: 'me' } });
    expect(batch).toMatchObject({ object: 'batch', status: 'validating', input_file_id: input.id, completion_window: '24h', metadata: { for: 'me' } });
    expect(batch.expires_at).toBe(batch.created_at + 86_400);
    const ended = await until(client, batch.id);
    expect(ended).toMatchObject({ status: 'completed', request_counts: { total: 3, completed: 3, failed: 0 }, usage: { input_tokens: 9, output_tokens: 6, total_tokens: 15 } });
    expect(ended.error_file_id).toBeUndefined();

    const lines = await linesOf(client, ended.output_file_id);
    expect(lines.map(({ custom_id, response, error }) => [custom_id, response?.status_code, response?.body.choices[0]?.message.content, error])).toEqual([
      ['0', 200, 'You said first', null],
      ['1', 200, 'You said second', null],
      ['2', 200, 'You said third', null],
    ]);
    expect(served.errors).toEqual([]);
  });

  test('ask by the Responses API too', async () => {
    await using served = await start();
    const { client } = served;
    const input = await upload(client, jsonl([{ model: 'small', input: 'first' }], '/v1/responses'));
    const { id } = await client.batches.create({ input_file_id: input.id, endpoint: '/v1/responses', completion_window: '24h' });
    const ended = await until(client, id);
    expect(ended).toMatchObject({ status: 'completed', usage: { total_tokens: 5 } });
    expect((await linesOf(client, ended.output_file_id)).map(({ response }) => response?.body)).toMatchObject([{ object: 'response', status: 'completed' }]);
  });

  test('say of each line what is wrong with it, and ask nobody', async () => {
    const asked: string[] = [];
    await using served = await start({
       
      async *answer(text) {
        asked.push(text);
        throw new Error('asked');
      },
    });
    const { client } = served;
    const line = { custom_id: 'a', method: 'POST', url: '/v1/chat/completions', body: ask('hi') };
    const wrong = [line, line, { ...line, custom_id: '' }, { ...line, custom_id: 'b', method: 'GET' }, { ...line, custom_id: 'c', url: '/v1/embeddings' }, { ...line, custom_id: 'd', body: 'hi' }, { ...line, custom_id: 'e', body: ask('hi', { stream: true }) }];
    const input = await upload(client, wrong.map((each) => `${JSON.stringify(each)}\r\n\r\n`).join(''));
    const { id } = await client.batches.create({ input_file_id: input.id, endpoint: '/v1/chat/completions', completion_window: '24h' });
    const ended = await until(client, id);
    expect(ended.status).toBe('failed');
    expect(ended.errors?.data?.map(({ code, line: number, param }) => [code, number, param])).toEqual([
      ['duplicate_custom_id', 3, 'custom_id'],
      ['missing_required_parameter', 5, 'custom_id'],
      ['invalid_method', 7, 'method'],
      ['mismatched_url', 9, 'url'],
      ['missing_required_parameter', 11, 'body'],
      ['invalid_request', 13, 'body.stream'],
    ]);
    expect(ended.errors?.data?.[0]?.message).toBe('line 3: has the custom_id of line 1; each needs its own');
    expect(asked).toEqual([]);
  });

  test('ask again after a failure that may pass, and put the others into the error file', async () => {
    const asked = new Map<string, number>();
    await using served = await start({
      attempts: 2,
      async *answer(text): AsyncGenerator<string | Part, void, undefined> {
        const times = (asked.get(text) ?? 0) + 1;
        asked.set(text, times);
        if (text === 'refused') throw new ProviderError('no such thing', { code: 'invalid-request' });
        if (text === 'broken' || (text === 'passing' && times === 1)) throw new ProviderError('down', { code: 'upstream' });
        yield text;
      },
    });
    const { id } = await create(served.client, ['fine', 'refused', 'passing']);
    const ended = await until(served.client, id);
    expect(ended).toMatchObject({ status: 'completed', request_counts: { total: 3, completed: 2, failed: 1 } });
    expect((await linesOf(served.client, ended.output_file_id)).map(({ custom_id }) => custom_id)).toEqual(['0', '2']);
    // By itself: so many failures in a row would open the provider's circuit.
    const broken = await until(served.client, (await create(served.client, ['broken'])).id);
    const failed = [...(await linesOf(served.client, ended.error_file_id)), ...(await linesOf(served.client, broken.error_file_id))];
    expect(failed.map(({ custom_id, response }) => [custom_id, response?.status_code, response?.body.error?.code])).toEqual([
      ['1', 400, 'invalid_request'],
      ['0', 502, 'upstream'],
    ]);
    expect([asked.get('refused'), asked.get('broken'), asked.get('passing')]).toEqual([1, 2, 2]);
    expect(served.errors).toEqual([]);
  });

  test('are cancelled: what is under way is answered, the rest is not asked', async () => {
    const { answer, asked, release } = holding();
    await using served = await start({ answer, concurrency: 1 });
    const { client } = served;
    const { id } = await create(client, ['one', 'two', 'three']);
    await expect.poll(() => asked.length, patient).toBe(1);
    expect((await client.batches.cancel(id)).status).toBe('cancelling');
    expect((await client.batches.cancel(id)).status).toBe('cancelling');
    await expect.poll(async () => (await client.batches.retrieve(id)).request_counts?.failed, patient).toBe(2);
    release();
    const ended = await until(client, id);
    expect(ended).toMatchObject({ status: 'cancelled', request_counts: { total: 3, completed: 1, failed: 2 } });
    expect((await linesOf(client, ended.output_file_id)).map(({ custom_id }) => custom_id)).toEqual(['0']);
    expect((await linesOf(client, ended.error_file_id)).map(({ custom_id, response, error }) => [custom_id, response, error?.code])).toEqual([
      ['1', null, 'batch_cancelled'],
      ['2', null, 'batch_cancelled'],
    ]);
    await expect(client.batches.cancel(id)).rejects.toMatchObject({ status: 409 });
  });

  test('expire at the end of their window, with what was answered until then', async () => {
    let now = Date.now();
    let isFirst = true;
    await using served = await start({
      now: () => now,
      async *answer(text) {
        if (!isFirst) throw new ProviderError('slow down', { code: 'rate-limited', retryAfter: 3_600_000 });
        isFirst = false;
        yield text;
      },
    });
    const { client } = served;
    const { id } = await create(client, ['one', 'two']);
    await expect.poll(async () => (await client.batches.retrieve(id)).request_counts?.completed, patient).toBe(1);
    now += 25 * 3_600_000;
    const ended = await until(client, id);
    expect(ended).toMatchObject({ status: 'expired', request_counts: { total: 2, completed: 1, failed: 1 } });
    expect((await linesOf(client, ended.error_file_id)).map(({ error }) => error?.code)).toEqual(['batch_expired']);
  });

  test('wait where a limit of the gateway says so, as the caller whose they are', async () => {
    const caller = (id: string): Caller => ({ id, models: ['small'], isAdmin: false });
    const admitted: (readonly [string, number])[] = [];
    let isFull = true;
    const access: Access = {
      hasKeys: true,
      identify: (request) => Promise.resolve(caller(request.header('authorization') ?? '')),
      admit({ id, models }) {
        admitted.push([id, models?.length ?? 0]);
        if (isFull) {
          isFull = false;
          throw new GatewayError('over the limit', { status: 429, retryAfter: 10 });
        }
        return Promise.resolve({ headers: {}, settle: () => Promise.resolve() });
      },
    };
    await using served = await start({ access, attempts: 1 });
    const { id } = await create(served.client, ['one']);
    expect(await until(served.client, id)).toMatchObject({ status: 'completed', request_counts: { completed: 1 } });
    expect(admitted).toEqual([
      ['Bearer any', 1],
      ['Bearer any', 1],
    ]);
  });

  test('are seen by nobody else, and are listed in pages, the newest first', async () => {
    const access: Access = {
      hasKeys: true,
      identify: (request) => Promise.resolve({ id: request.header('authorization') ?? '', models: undefined, isAdmin: false }),
      admit: () => Promise.resolve({ headers: {}, settle: () => Promise.resolve() }),
    };
    await using served = await start({ access, isWorking: false });
    const { client } = served;
    const other = new OpenAI({ baseURL: `${served.url}/v1`, apiKey: 'other', maxRetries: 0 });
    const ids: string[] = [];
    for (const text of ['one', 'two', 'three']) ids.unshift((await create(client, [text])).id);

    const listed: string[] = [];
    for await (const { id } of client.batches.list({ limit: 2 })) listed.push(id);
    expect(listed).toEqual(ids);
    expect((await client.batches.list({ limit: 2 })).has_more).toBe(true);
    expect((await other.batches.list()).data).toEqual([]);
    expect((await other.files.list()).data).toEqual([]);

    const [id = ''] = ids;
    const { input_file_id: file } = await client.batches.retrieve(id);
    for (const attempt of [other.batches.retrieve(id), other.batches.cancel(id), other.files.retrieve(file), other.files.content(file), other.files.delete(file)]) {
      await expect(attempt).rejects.toMatchObject({ status: 404 });
    }
    await expect(other.batches.create({ input_file_id: file, endpoint: '/v1/chat/completions', completion_window: '24h' })).rejects.toMatchObject({ status: 404 });
    await expect(client.files.delete(file)).rejects.toMatchObject({ status: 409 });
    await expect(client.batches.list({ limit: 0 })).rejects.toMatchObject({ status: 400 });
    await expect(client.batches.list({ after: 'batch_of_another' })).rejects.toMatchObject({ status: 400 });
  });

  test('are refused where they make no sense, or are too many', async () => {
    await using served = await start({ isWorking: false, maxOpen: 1 });
    const { client } = served;
    const { id: input_file_id } = await upload(client, jsonl([ask('hi')]));
    const good = { input_file_id, endpoint: '/v1/chat/completions', completion_window: '24h' } as const;
    for (const bad of [{ endpoint: '/v1/embeddings' as const }, { completion_window: 'soon' as '24h' }, { metadata: { key: 'x'.repeat(600) } }, { output_expires_after: { anchor: 'created_at' as const, seconds: 1 } }]) {
      await expect(client.batches.create({ ...good, ...bad })).rejects.toMatchObject({ status: 400, message: expect.stringContaining(Object.keys(bad)[0] ?? '') as string });
    }
    await client.batches.create(good);
    await expect(client.batches.create(good)).rejects.toMatchObject({ status: 429 });
  });

  test('go on in another worker when one stops', async () => {
    const asked: string[] = [];
    let isFirst = true;
    await using served = await start({
      isWorking: false,
      async *answer(text) {
        asked.push(text);
        if (isFirst) {
          isFirst = false;
          await new Promise(() => undefined);
        }
        yield text;
      },
    });
    const first = await served.batches.work(served.gateway, { concurrency: 1 });
    const { id } = await create(served.client, ['one', 'two']);
    await expect.poll(() => asked.length, patient).toBe(1);
    await first.close(0);
    await using _second = await served.batches.work(served.gateway);
    expect(await until(served.client, id)).toMatchObject({ status: 'completed', request_counts: { completed: 2 } });
    expect(asked.toSorted()).toEqual(['one', 'one', 'two']);
  });
});

test('without Redis the endpoints say what they need', async () => {
  await using served = await listenBatches(undefined);
  await expect(served.client.batches.list()).rejects.toMatchObject({ status: 501, message: expect.stringContaining('set G4F_REDIS_URL') as string });
  await expect(served.batches.work(served.gateway)).rejects.toThrow('set G4F_REDIS_URL');
});

test('with a Redis that is away the endpoints say so, and when to come again; a worker waits, and leaves when it is told', async () => {
  await using served = await listenBatches('redis://127.0.0.1:1');
  const error: unknown = await served.client.batches.list().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ status: 503 });
  expect((error as InstanceType<typeof OpenAI.APIError>).headers?.get('retry-after')).toBe('2');
});
