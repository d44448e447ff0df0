import type { ChatRequest, Part } from '@g4f/core';
import { defineProvider } from '@g4f/core';
import OpenAI from 'openai';
import type { Access } from '../src/access.ts';
import { createBatches, type Batches, type BatchesOptions, type BatchWorkerOptions } from '../src/batches.ts';
import { createGateway, localAccess, type Gateway } from '../src/index.ts';
import { serve } from '../src/node.ts';

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
