import { createParser } from 'eventsource-parser';
import { request } from 'undici';
import { createOpenAICompatible } from '../../packages/provider-openai/src/index.ts';
import { alternate, isShort } from '../lib/alternate.ts';
import { words } from '../lib/completion.ts';
import { chatPeers } from '../lib/peers.ts';
import { report } from '../lib/row.ts';
import { cpuOf, lengthOf } from '../lib/streams.ts';
import { serve } from '../lib/upstream.ts';

/** A chat completion of 256 server-sent events, from the request to the text: this process's CPU time for each stream. */
const streams = isShort ? 40 : 60;
const rounds = isShort ? 7 : 15;
const messages = [{ role: 'user', content: 'Hi' }] as const;
const length = words.join('').length;
const keepAlive = { 'content-type': 'application/json', authorization: 'Bearer key' };
const unit = 'ms CPU';

interface Completion {
  readonly choices: readonly { readonly delta: { readonly content?: string } }[];
}
const textOf = (data: string): string => (data === '[DONE]' ? '' : ((JSON.parse(data) as Completion).choices[0]?.delta.content ?? ''));

const cpu = (consume: () => Promise<number>, share = 1): Promise<number> => cpuOf(consume, { streams: Math.ceil(streams * share), length });

await using server = await serve('chat');
const baseURL = `${server.url}/v1`;
for (const [model, called, most] of [['one-write', 'all in one write', 1.15], ['each-alone', 'each event alone', 1.1]] as const) {
  const provider = createOpenAICompatible({ id: 'sse', baseURL, apiKey: 'key', models: [model] });
  const peers = model === 'one-write' ? chatPeers({ baseURL, model }) : [];
  const { floor = [], ours = [], whole = [], ...others } = await alternate<string>(
    {
      floor: () =>
        cpu(async () => {
          const { body } = await request(`${baseURL}/chat/completions`, { method: 'POST', headers: keepAlive, body: JSON.stringify({ model, messages, stream: true }) });
          body.setEncoding('utf8');
          let seen = 0;
          const parser = createParser({ onEvent: ({ data }) => void (seen += textOf(data).length) });
          for await (const text of body as AsyncIterable<string>) parser.feed(text);
          return seen;
        }),
      ours: () => cpu(() => lengthOf(provider.createAsyncGenerator({ messages }))),
      whole: () => cpu(async () => (await provider.createAsync({ messages })).length),
      ...Object.fromEntries(peers.map(({ key, read }) => [key, () => cpu(() => lengthOf(read()), 1 / 4)])),
    },
    rounds,
  );
  const floorCalled = { goal: 'P1', beside: 'undici + eventsource-parser', unit, other: floor } as const;
  report({ ...floorCalled, key: `sse-${model}`, work: `256 events, ${called}`, ours, limit: most });
  report({ ...floorCalled, key: `sse-${model}-text`, work: `the same as one text (createAsync), ${called}`, ours: whole, limit: 1.05 });
  // Alone, each event costs the kernel more than any client: the peers are told apart where that does not hide them.
  for (const { key, name, times } of peers) {
    report({ key: `sse-${model}-${key}`, goal: 'P1', work: `256 events, ${called}`, beside: name, unit, ours, other: others[key] ?? [], limit: times === undefined ? undefined : 1 / times });
  }
}
process.exit(); // pooled sockets of the peers
