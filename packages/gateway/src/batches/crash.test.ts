import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type OpenAI from 'openai';
import { toFile } from 'openai';
import { expect, test } from 'vitest';
import { jsonl, listenBatches, until } from '../../test/listen-batches.ts';
import { describeRedis, startRedis } from '../../test/redis-server.ts';

/** CI takes as many as a large batch has; on a desk fewer tell the same sooner. */
const count = Number(process.env['G4F_BATCH_REQUESTS'] ?? (process.env['CI'] === 'true' ? 10_000 : 300));
const script = fileURLToPath(new URL('../../test/batch-worker.ts', import.meta.url));

/** An upstream that says each request's text again, and counts how often it was asked for it. */
async function listenUpstream(): Promise<{ readonly url: string; readonly asked: ReadonlyMap<string, number>; readonly server: Server }> {
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).once('end', () => {
      const { messages } = JSON.parse(Buffer.concat(chunks).toString()) as { messages: [{ content: string }] };
      const [{ content }] = messages;
      asked.set(content, (asked.get(content) ?? 0) + 1);
      const message = { role: 'assistant', content };
      const body = { id: 'x', object: 'chat.completion', created: 1, model: 'small', choices: [{ index: 0, message, finish_reason: 'stop' }], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server };
}

async function startProcess(redis: string, upstream: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script, redis, upstream, '16', '1000'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

describeRedis('a worker that is killed half-way', () => {
  test('takes no request with it, and has none answered twice', { timeout: 300_000 }, async () => {
    await using redis = await startRedis();
    await using served = await listenBatches(redis.url, { isWorking: false });
    const { client } = served;
    const upstream = await listenUpstream();
    const [victim, survivor] = await Promise.all([startProcess(redis.url, upstream.url), startProcess(redis.url, upstream.url)]);
    try {
      const bodies = Array.from({ length: count }, (_, index) => ({ model: 'small', messages: [{ role: 'user', content: `text ${index}` }] }));
      const input = await client.files.create({ file: await toFile(Buffer.from(jsonl(bodies)), 'in.jsonl'), purpose: 'batch' });
      const { id } = await client.batches.create({ input_file_id: input.id, endpoint: '/v1/chat/completions', completion_window: '24h' });

      let batch: OpenAI.Batch;
      do {
        await new Promise((resolve) => setTimeout(resolve, 5));
        batch = await client.batches.retrieve(id);
      } while ((batch.request_counts?.completed ?? 0) < count / 2 && batch.status !== 'completed');
      expect(batch.status).toBe('in_progress');
      victim.kill('SIGKILL');

      const ended = await until(client, id);
      expect(ended).toMatchObject({ status: 'completed', request_counts: { total: count, completed: count, failed: 0 }, usage: { total_tokens: 2 * count } });
      const lines = (await (await client.files.content(ended.output_file_id ?? '')).text()).trimEnd().split('\n');
      const answers = lines.map((line) => JSON.parse(line) as { custom_id: string; response: { body: OpenAI.ChatCompletion } });
      expect(answers.map(({ custom_id }) => custom_id)).toEqual(bodies.map((_, index) => String(index)));
      expect(answers.map(({ response }) => response.body.choices[0]?.message.content)).toEqual(bodies.map((_, index) => `text ${index}`));
      // What was under way in the victim was asked for once more, and not all.
      const again = [...upstream.asked.values()].map((times) => times - 1);
      expect(again.reduce((sum, times) => sum + times, 0)).toBeLessThan(count / 4);
    } finally {
      for (const child of [victim, survivor]) child.kill('SIGKILL');
      upstream.server.close();
      upstream.server.closeAllConnections();
    }
  });
});
