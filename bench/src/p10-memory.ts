import { isShort } from '../lib/alternate.ts';
import { holdStreams, readFlood } from '../lib/hold.ts';
import { usedBy } from '../lib/load.ts';
import { report } from '../lib/row.ts';
import { serve } from '../lib/upstream.ts';
import { bareWay, dutifulWay, ourWay, type Way } from '../lib/ways.ts';

/**
 * Memory of the gateway's process: what 1,000 open streams that say nothing take, and whether one long answer to a client that pauses
 * takes any. Each round has processes of its own, and garbage is collected before each look at what streams take.
 */
const rounds = isShort ? 3 : 5; // they differ by a hundredth
const streams = isShort ? 300 : 1_000;
const warming = 50;
const bytes = isShort ? 20e6 : 100e6;

await using upstream = await serve('chat', String(bytes));
const go = (): Promise<unknown> => fetch(`${upstream.url}/go`);
const collected = ({ url }: Way) => usedBy(`${url}/used/collected`);

/** kB that each open stream holds after a collection, and kB by which resident memory has grown for each. */
async function idle(start: (typeof ways)[Name]): Promise<{ readonly held: number; readonly resident: number }> {
  await using way = await start(upstream);
  const first = await holdStreams(way, warming);
  await go();
  await first.ended();
  const before = await collected(way);
  const held = await holdStreams(way, streams);
  const after = await collected(way);
  await go();
  await held.ended();
  return { held: (after.heapUsed + after.external - before.heapUsed - before.external) / streams / 1e3, resident: (after.rss - before.rss) / streams / 1e3 };
}

/** MB of resident memory: after one long answer, and the most while another passes. */
async function flood(): Promise<{ readonly before: number; readonly most: number }> {
  await using way = await ourWay(upstream);
  await readFlood(way);
  const before = (await usedBy(way.told)).rss;
  let most = before;
  const looks: Promise<void>[] = [];
  const look = async (): Promise<void> => {
    most = Math.max(most, (await usedBy(way.told)).rss);
  };
  const timer = setInterval(() => looks.push(look()), 50);
  const came = await readFlood(way);
  clearInterval(timer);
  await Promise.all(looks);
  if (came < bytes) throw new Error(`${came} of ${bytes} bytes came`);
  return { before: before / 1e6, most: most / 1e6 };
}

const ways = { bare: bareWay, dutiful: dutifulWay, ours: ourWay };
type Name = keyof typeof ways;
const names = Object.keys(ways) as Name[];
const seen: { readonly [K in Name]: Awaited<ReturnType<typeof idle>>[] } = { bare: [], dutiful: [], ours: [] };
const floods: Awaited<ReturnType<typeof flood>>[] = [];
for (let round = 0; round < rounds; round++) {
  for (const name of round % 2 === 0 ? names : names.toReversed()) seen[name].push(await idle(ways[name]));
  floods.push(await flood());
}

const count = streams.toLocaleString('en');
for (const [name, beside] of [['bare', 'a bare proxy'], ['dutiful', 'a proxy with the same duties']] as const) {
  const line = { goal: 'P10', beside, unit: 'kB' } as const;
  const limit = name === 'bare' ? 1.2 : undefined;
  const alarm = name === 'bare' ? 3.2 : undefined;
  const of = (what: 'held' | 'resident') => ({ ours: seen.ours.map((each) => each[what]), other: seen[name].map((each) => each[what]) });
  report(
    { ...line, ...of('held'), key: `idle-held-${name}`, work: `what an open stream holds, of ${count} that are idle`, limit, alarm },
    { ...line, ...of('resident'), key: `idle-resident-${name}`, work: `resident memory for each of ${count} idle streams`, limit, alarm },
  );
}
report({ key: 'flood', goal: 'P10', work: `the most resident memory while ${bytes / 1e6} MB pass to a client that pauses`, beside: 'itself before', unit: 'MB', ours: floods.map(({ most }) => most), other: floods.map(({ before }) => before), limit: 1.1 });
