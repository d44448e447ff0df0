import { createOpenAICompatible as createSdkProvider } from '@ai-sdk/openai-compatible';
import { streamText } from 'ai';
import { createParser } from 'eventsource-parser';
import OpenAI from 'openai';
import { request } from 'undici';
import { createOpenAICompatible } from '../../packages/provider-openai/src/index.ts';
import { alternate, isShort } from '../lib/alternate.ts';
import { report } from '../lib/row.ts';
import { cpuOf, lengthOf } from '../lib/streams.ts';
import { serve } from '../lib/upstream.ts';

/** A chat completion of 256 server-sent events, from the request to the text: this process's CPU time for each stream. */
const streams = 60;
const rounds = isShort ? 7 : 15;
const prompt = 'Hi';
const messages = [{ role: 'user', content: prompt }] as const;
const length = Array.from({ length: 254 }, (_, index) => `word${index} `).join('').length;
const keepAlive = { 'content-type': 'application/json', authorization: 'Bearer key' };

interface Completion {
  readonly choices: readonly { readonly delta: { readonly content?: string }; readonly finish_reason: string | null }[];
}
const textOf = (data: string): string => (data === '[DONE]' ? '' : ((JSON.parse(data) as Completion).choices[0]?.delta.content ?? ''));

const cpu = (consume: () => Promise<number>): Promise<number> => cpuOf(consume, { streams, length });

for (const [shape, called, most] of [['one-write', 'all in one write', 1.15], ['each-alone', 'each event alone', 1.1]] as const) {
  await using server = await serve('sse', shape);
  const url = `${server.url}/v1/chat/completions`;
  const ask = { model: 'm', messages, stream: true };
  const provider = createOpenAICompatible({ id: 'sse', baseURL: `${server.url}/v1`, apiKey: 'key', models: ['m'] });
  const openai = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: 'key' });
  const model = createSdkProvider({ name: 'bench', baseURL: `${server.url}/v1`, apiKey: 'key' })('m');

  const peers = {
    client: () =>
      cpu(async () => {
        let seen = 0;
        for await (const chunk of await openai.chat.completions.create({ model: 'm', messages: [...messages], stream: true })) seen += chunk.choices[0]?.delta.content?.length ?? 0;
        return seen;
      }),
    sdk: () => cpu(() => lengthOf(streamText({ model, prompt }).textStream)),
  };
  const { floor = NaN, ours = NaN, whole = NaN, client, sdk } = await alternate<string>(
    {
      floor: () =>
        cpu(async () => {
          const { body } = await request(url, { method: 'POST', headers: keepAlive, body: JSON.stringify(ask) });
          body.setEncoding('utf8');
          let seen = 0;
          const parser = createParser({ onEvent: ({ data }) => void (seen += textOf(data).length) });
          for await (const text of body as AsyncIterable<string>) parser.feed(text);
          return seen;
        }),
      ours: () => cpu(() => lengthOf(provider.createAsyncGenerator({ messages }))),
      whole: () => cpu(async () => (await provider.createAsync({ messages })).length),
      ...(shape === 'one-write' ? peers : {}),
    },
    rounds,
  );
  const unit = 'ms CPU';
  report({ goal: 'P1', work: `256 events, ${called}, over undici + eventsource-parser`, unit, ours, floor, limit: most });
  report({ goal: 'P1', work: `the same as one text (createAsync), ${called}`, unit, ours: whole, floor, limit: 1.05 });
  // Alone, each event costs the kernel more than any client: the peers are told apart where that does not hide them.
  if (client === undefined || sdk === undefined) continue;
  report({ goal: 'P1', work: `256 events, ${called}, over the openai client`, unit, ours, floor: client, limit: 1 / 4 });
  report({ goal: 'P1', work: `256 events, ${called}, over streamText of the AI SDK`, unit, ours, floor: sdk, limit: 1 / 15 });
}
process.exit(); // pooled sockets of the peers
