import OpenAI, { toFile } from 'openai';
import { expect, test } from 'vitest';
import { describeRedis, startRedis } from '../../test/redis-server.ts';
import { jsonl, listenBatches, until } from '../../test/listen-batches.ts';

const ask = (text: string, fields: object = {}): object => ({ model: 'small', messages: [{ role: 'user', content: text }], ...fields });

describeRedis('batches', () => {
  test('answers each request of a file, in the order of the file, for the openai client', async () => {
    await using redis = await startRedis();
    await using served = await listenBatches(redis.url);
    const { client } = served;
    const input = await client.files.create({ file: await toFile(Buffer.from(jsonl(['first', 'second', 'third'].map((text) => ask(text)))), 'in.jsonl'), purpose: 'batch' });
    expect(input).toMatchObject({ object: 'file', filename: 'in.jsonl', purpose: 'batch', status: 'processed' });

    const batch = await client.batches.create({ input_file_id: input.id, endpoint: '/v1/chat/completions', completion_window: '24h', metadata: { for: 'me' } });
    expect(batch).toMatchObject({ object: 'batch', status: 'validating', input_file_id: input.id, completion_window: '24h', metadata: { for: 'me' } });
    const ended = await until(client, batch.id);
    expect(ended).toMatchObject({ status: 'completed', request_counts: { total: 3, completed: 3, failed: 0 }, error_file_id: null, usage: { input_tokens: 9, output_tokens: 6, total_tokens: 15 } });

    const output = await (await client.files.content(ended.output_file_id ?? '')).text();
    const lines = output.trimEnd().split('\n').map((line) => JSON.parse(line) as { custom_id: string; response: { status_code: number; body: OpenAI.ChatCompletion }; error: null });
    expect(lines.map(({ custom_id, response, error }) => [custom_id, response.status_code, response.body.choices[0]?.message.content, error])).toEqual([
      ['0', 200, 'You said first', null],
      ['1', 200, 'You said second', null],
      ['2', 200, 'You said third', null],
    ]);
  });
});
