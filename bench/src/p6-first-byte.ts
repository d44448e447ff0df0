import { Pool } from 'undici';
import { isShort, type Samples } from '../lib/alternate.ts';
import { messagesAsk, streamAsk } from '../lib/asks.ts';
import { report } from '../lib/row.ts';
import { quantile } from '../lib/spread.ts';
import { serve, type Server } from '../lib/upstream.ts';
import { bareWay, dutifulWay, ourWay, portkeyWay, type Way } from '../lib/ways.ts';

/**
 * What a gateway adds to the time until the first byte of a stream, over one connection: asked in turns, directly and through each. A
 * round is so many requests of each, and its figure is their median, or the one that 99 of 100 do not exceed.
 */
const rounds = isShort ? 5 : 10;
const count = isShort ? 60 : 200;
const warming = 200;

await using upstream: Server = await serve('chat');
await using bare = await bareWay(upstream);
await using dutiful = await dutifulWay(upstream);
await using ours = await ourWay(upstream);
await using portkey = await portkeyWay(upstream);

const direct = { ...bare, url: upstream.url };
const asked = (way: Pick<Way, 'url' | 'headers' | 'modelOf'>, { path, body }: typeof streamAsk) => {
  const pool = new Pool(way.url, { connections: 1 });
  const options = { path, method: 'POST', headers: { 'content-type': 'application/json', ...way.headers }, body: body(way.modelOf('one-write')) } as const;
  /** Milliseconds from the request to the first byte of the answer's body. */
  const firstByte = async (): Promise<number> => {
    const started = performance.now();
    const { statusCode, body: answer } = await pool.request(options);
    let at: number | undefined;
    for await (const _ of answer) at ??= performance.now() - started;
    if (statusCode !== 200 || at === undefined) throw new Error(`answered ${statusCode}`);
    return at;
  };
  return { pool, firstByte };
};

const ways = {
  direct: asked(direct, streamAsk),
  bare: asked(bare, streamAsk),
  dutiful: asked(dutiful, streamAsk),
  ours: asked(ours, streamAsk),
  translated: asked(ours, messagesAsk),
  portkey: asked(portkey, streamAsk),
};
type Name = keyof typeof ways;
const names = Object.keys(ways) as Name[];
// Portkey's takes thirty times as long, and says the same every time.
const isAsked = (name: Name, index: number): boolean => name !== 'portkey' || index % 10 === 0;

async function round(requests: number): Promise<{ readonly [name: string]: readonly number[] }> {
  const times: { readonly [name: string]: number[] } = Object.fromEntries(names.map((name) => [name, []]));
  for (let index = 0; index < requests; index++) {
    for (const name of index % 2 === 0 ? names : names.toReversed()) if (isAsked(name, index)) times[name]?.push(await ways[name].firstByte());
  }
  return Object.fromEntries(Object.entries(times).map(([name, each]) => [name, each.sort((a, b) => a - b)]));
}

await round(warming);
const seen: Awaited<ReturnType<typeof round>>[] = [];
for (let index = 0; index < rounds; index++) seen.push(await round(count));
for (const { pool } of Object.values(ways)) await pool.close();

const added = (name: Name, share: number): Samples => seen.map((times) => quantile(times[name] ?? [], share) - quantile(times['direct'] ?? [], share));
for (const share of isShort ? [0.5] : [0.5, 0.99]) {
  const p = `p${share * 100}`;
  const line = { goal: 'P6', work: `time to the first byte of a stream that is added, ${p}`, unit: 'ms', ours: added('ours', share) };
  report({ ...line, key: `first-byte-${p}-bare`, beside: bare.name, other: added('bare', share), limit: 1.3, alarm: 3.6 });
  report({ ...line, key: `first-byte-${p}-dutiful`, beside: dutiful.name, other: added('dutiful', share) });
  report({ ...line, key: `translated-first-byte-${p}-bare`, goal: 'P5', work: `the same where the stream is translated, ${p}`, beside: bare.name, ours: added('translated', share), other: added('bare', share) });
  if (share === 0.5) report({ ...line, key: 'first-byte-p50-portkey', beside: portkey.name, other: added('portkey', share), limit: 0.2 });
}
