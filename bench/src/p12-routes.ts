import { defineProvider, type AsyncGeneratorProvider } from '../../packages/core/src/index.ts';
import { createHealth, fallback, hedge, leastLatency, retry } from '../../packages/registry/src/routes.ts';
import { alternate, isShort } from '../lib/alternate.ts';
import { cpuTime } from '../lib/cpu.ts';
import { report } from '../lib/row.ts';

/** What a route adds to the provider that it asks, without a network: for each call, and for each chunk of a long answer. */
const rounds = isShort ? 7 : 11;
const chunks = isShort ? 50_000 : 200_000;
const calls = isShort ? 2_000 : 10_000;
const batch = 16;
const request = { messages: [{ role: 'user', content: 'Hi' }] } as const;
const info = { url: '', models: ['m'], working: true } as const;
const parts = Array.from({ length: batch }, (_, index) => ({ type: 'text', text: `word${index} ` }) as const);

const longOf = (id: string) =>
  defineProvider({ ...info, id }, async function* () {
    for (let sent = 0; sent < chunks; sent += batch) yield parts;
  });
const shortOf = (id: string) =>
  defineProvider({ ...info, id }, async function* () {
    yield parts;
  });

async function perChunk(provider: AsyncGeneratorProvider): Promise<number> {
  let seen = 0;
  const time = await cpuTime(async () => {
    for await (const part of provider.createPartGenerator(request)) if (part.type === 'text') seen++;
  });
  if (seen !== chunks) throw new Error(`${seen} of ${chunks} chunks`);
  return (time * 1_000) / chunks;
}

async function perCall(provider: AsyncGeneratorProvider): Promise<number> {
  const time = await cpuTime(async () => {
    for (let call = 0; call < calls; call++) await provider.createAsync(request);
  });
  return time / calls;
}

const observe = { health: createHealth(), onAttempt: () => undefined };
const routesOf = (provider: (id: string) => AsyncGeneratorProvider) => ({
  bare: provider('a'),
  fallback: fallback([provider('a'), provider('b')]),
  watched: fallback([provider('a'), provider('b')], observe),
  nested: fallback([hedge([retry(provider('a')), provider('b')])]),
  latency: leastLatency([provider('a'), provider('b')]),
});

/** What it is called, and the most that it may cost: by chunk, and by call. A route is one more guard, and a promise that it looks at. */
const rows: { readonly [name: string]: { readonly title: string; readonly chunk: number; readonly call: number } } = {
  fallback: { title: 'a fallback', chunk: 2.5, call: 5 },
  watched: { title: 'a fallback with health and a ledger', chunk: 2.5, call: 6 },
  nested: { title: 'three routes inside one another', chunk: 4, call: 18 },
  latency: { title: 'least latency', chunk: 2.5, call: 10 },
};
for (const [name, measure, provider, unit] of [
  ['chunk', perChunk, longOf, 'ns/chunk'],
  ['call', perCall, shortOf, 'µs/call'],
] as const) {
  const routes = Object.entries(routesOf(provider));
  const { bare = [], ...others } = await alternate<string>(Object.fromEntries(routes.map(([route, it]) => [route, () => measure(it)])), rounds);
  for (const [route, ours] of Object.entries(others)) {
    const row = rows[route];
    if (row !== undefined) report({ key: `route-${route}-${name}`, goal: 'P12', work: `a ${name} through ${row.title}`, beside: 'the provider alone', unit, ours, other: bare, limit: row[name] });
  }
}
