import type { ChatRequest, Part } from '@g4f/core';
import { defineProvider } from '@g4f/core';
import OpenAI, { toFile } from 'openai';
import type { Access } from '../src/access.ts';
import { createBatches, type Batches, type BatchesOptions, type BatchWorkerOptions } from '../src/batches.ts';
import { createGateway, localAccess, type Gateway } from '../src/index.ts';
import { serve } from '../src/node.ts';
import { startRedis } from './redis-server.ts';

/** For `expect.poll`: on a busy machine each step takes its time. */
export const patient = { timeout: 10_000, interval: 20 } as const;

/** What a request says. */
export function textOf({ messages }: Pick<ChatRequest, 'messages'>): string {
  const [message] = messages;
  if (message === undefined) return '';
  return typeof message.content === 'string' ? message.content : message.content.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

/** A file of one request a line, whose ids are their numbers. */
export const jsonl = (bodies: readonly object[], url = '/v1/chat/completions'): string =>
  bodies.map((body, index) => `${JSON.stringify({ custom_id: String(index), method: 'POST', url, body })}\n`).join('');

/** A gateway with batches. */
export interface ListeningBatches extends AsyncDisposable {
  readonly url: string;
  readonly client: OpenAI;
  readonly gateway: Gateway;
  readonly batches: Batches;
  readonly errors: readonly unknown[];
}

export interface ListenBatchesOptions extends BatchesOptions, BatchWorkerOptions {
  readonly answer?: ((text: string) => AsyncIterable<string | Part>) | undefined;
  readonly access?: Access | undefined;
  readonly isWorking?: boolean | undefined;
}

async function* echo(text: string): AsyncGenerator<string | Part, void, undefined> {
  yield `You said ${text}`;
  yield { type: 'usage', usage: { inputTokens: 3, outputTokens: 2 }, provenance: 'reported' };
}

/** Starts a gateway whose one provider says what it was told. */
export async function listenBatches(redis: string | undefined, { answer = echo, access = localAccess(), isWorking = true, ...options }: ListenBatchesOptions = {}): Promise<ListeningBatches> {
  const provider = defineProvider({ id: 'echo', url: 'https://echo.test', models: ['small'], working: true, supportsMessageHistory: true, supportsSystemMessage: true }, (request) => answer(textOf(request)));
  const errors: unknown[] = [];
  const batches = createBatches({ redis, onError: (error) => errors.push(error), ...options });
  const gateway = createGateway({ providers: [provider], endpoints: batches.endpoints, access: batches.access(access) });
  const server = await serve(gateway, { port: 0 });
  const worker = isWorking && redis !== undefined ? await batches.work(gateway, options) : undefined;
  return {
    url: server.url,
    client: new OpenAI({ baseURL: `${server.url}/v1`, apiKey: 'any', maxRetries: 0 }),
    gateway,
    batches,
    errors,
    async [Symbol.asyncDispose]() {
      await worker?.close(0);
      await batches.close();
      await server.close({ grace: 0 });
    },
  };
}

/** Waits for a batch to end, or to come to another status. */
export async function until(client: OpenAI, id: string, statuses: readonly string[] = ['completed', 'failed', 'cancelled', 'expired']): Promise<OpenAI.Batch> {
  for (;;) {
    const batch = await client.batches.retrieve(id);
    if (statuses.includes(batch.status)) return batch;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A line of an output file or of an error file. */
export interface OutputLine {
  readonly custom_id: string;
  readonly response: { readonly status_code: number; readonly request_id: string; readonly body: OpenAI.ChatCompletion & { readonly error?: { readonly code: string } } } | null;
  readonly error: { readonly code: string } | null;
}

/** The body of a request. */
export const ask = (text: string, fields: object = {}): object => ({ model: 'small', messages: [{ role: 'user', content: text }], ...fields });

export const upload = async (client: OpenAI, text: string | Uint8Array): Promise<OpenAI.FileObject> => client.files.create({ file: await toFile(Buffer.from(text), 'in.jsonl'), purpose: 'batch' });

/** Makes a batch of these texts. */
export async function create(client: OpenAI, texts: readonly string[]): Promise<OpenAI.Batch> {
  const input = await upload(client, jsonl(texts.map((text) => ask(text))));
  return client.batches.create({ input_file_id: input.id, endpoint: '/v1/chat/completions', completion_window: '24h' });
}

export async function linesOf(client: OpenAI, file: string | undefined): Promise<readonly OutputLine[]> {
  if (file === undefined) return [];
  const text = await (await client.files.content(file)).text();
  return text.trimEnd().split('\n').map((line) => JSON.parse(line) as OutputLine);
}

/** A Redis and a gateway with a worker, gone with the test. */
export async function start(options: ListenBatchesOptions = {}): Promise<ListeningBatches> {
  const redis = await startRedis();
  const served = await listenBatches(redis.url, { sweepEvery: 50, ...options });
  return {
    ...served,
    async [Symbol.asyncDispose]() {
      await served[Symbol.asyncDispose]();
      await redis[Symbol.asyncDispose]();
    },
  };
}

/** Answers that wait for a word. */
export function holding(): { readonly answer: (text: string) => AsyncIterable<string>; readonly asked: readonly string[]; readonly release: () => void } {
  const asked: string[] = [];
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  return {
    asked,
    release: () => release(),
    async *answer(text) {
      asked.push(text);
      await held;
      yield text;
    },
  };
}
