import { Pool } from 'undici';
import { isShort } from '../lib/alternate.ts';
import { report } from '../lib/row.ts';
import { serve } from '../lib/upstream.ts';

/** What a gateway adds to the time until the first byte of a stream, over one connection: asked in turns, directly and through each. */
const count = isShort ? 300 : 2_000;
const path = '/v1/chat/completions';
const body = JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: 'Tell me about the town of Bern, in a few words. '.repeat(4) }] });

/** Milliseconds from the request to the first byte of the answer's body. */
async function firstByte(pool: Pool, headers: { readonly [name: string]: string }): Promise<number> {
  const started = performance.now();
  const { statusCode, body: answer } = await pool.request({ path, method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  let at: number | undefined;
  for await (const _ of answer) at ??= performance.now() - started;
  if (statusCode !== 200 || at === undefined) throw new Error(`answered ${statusCode}`);
  return at;
}

await using up = await serve('sse', 'one-write');
await using floor = await serve('floor-proxy', up.url);
await using gateway = await serve('gateway', up.url);
await using portkey = await serve('portkey');
const plain = {};
const ways = {
  direct: { pool: new Pool(up.url, { connections: 1 }), headers: plain },
  floor: { pool: new Pool(floor.url, { connections: 1 }), headers: plain },
  ours: { pool: new Pool(gateway.url, { connections: 1 }), headers: plain },
  portkey: { pool: new Pool(portkey.url.split(' ')[0] ?? '', { connections: 1 }), headers: { authorization: 'Bearer key', 'x-portkey-provider': 'openai', 'x-portkey-custom-host': `${up.url}/v1` } },
};
const times: { readonly [K in keyof typeof ways]: number[] } = { direct: [], floor: [], ours: [], portkey: [] };
const names = Object.keys(ways) as (keyof typeof ways)[];
for (let round = -300; round < count; round++) {
  for (const name of round % 2 === 0 ? names : names.toReversed()) {
    const time = await firstByte(ways[name].pool, ways[name].headers);
    if (round >= 0) times[name].push(time); // those before warm up
  }
}
for (const { pool } of Object.values(ways)) await pool.close();

const at = (name: keyof typeof ways, share: number): number => times[name].toSorted((a, b) => a - b)[Math.ceil(count * share) - 1] ?? Number.NaN;
const added = (name: keyof typeof ways, share: number): number => at(name, share) - at('direct', share);
// One in a hundred says of a busy machine more than of the work, so the short form leaves it out.
for (const share of isShort ? [0.5] : [0.5, 0.99]) {
  const work = `time to the first byte of a stream that the gateway adds, p${share * 100}`;
  report({ goal: 'P6', work: `${work}, over what a bare proxy adds`, unit: 'ms', ours: added('ours', share), floor: added('floor', share), limit: 1.3, alarm: 4 });
  report({ goal: 'P6', work: `${work}, over what Portkey's gateway adds`, unit: 'ms', ours: added('ours', share), floor: added('portkey', share), limit: 0.2 });
}
