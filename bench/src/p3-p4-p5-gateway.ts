import { alternate, isShort, type Samples } from '../lib/alternate.ts';
import { messagesAsk, streamAsk, wholeAsk } from '../lib/asks.ts';
import { serverCpu, type Load } from '../lib/load.ts';
import { report } from '../lib/row.ts';
import { serve } from '../lib/upstream.ts';
import { bareWay, dutifulWay, ourWay, portkeyWay, type Way } from '../lib/ways.ts';

/** One request through the gateway: the CPU time of its process, beside those of two proxies and of another gateway. */
const rounds = isShort ? 5 : 9;
const connections = 64;
const unit = 'ms CPU';

await using upstream = await serve('chat');
await using bare = await bareWay(upstream);
await using dutiful = await dutifulWay(upstream);
await using ours = await ourWay(upstream);
await using portkey = await portkeyWay(upstream);

type Ask = typeof wholeAsk;
const cost = (way: Way, shape: string, { path, body, check }: Ask, requests: number) => {
  const load: Load = { path, body: body(way.modelOf(shape)), check, headers: way.headers, requests, connections };
  return () => serverCpu(way, load);
};

/** One line: the ratio to reach, and what was reached: CI fails above twice that. */
function tell(of: { readonly key: string; readonly goal: string; readonly work: string; readonly ours: Samples }, beside: Way, other: Samples, limit?: number, reached = limit): void {
  report({ ...of, key: `${of.key}-${beside.key}`, beside: beside.name, unit, other, limit, alarm: reached === undefined ? undefined : 2 * reached });
}

{
  const requests = isShort ? 500 : 2_000;
  const figures = await alternate(
    {
      bare: cost(bare, 'one-write', wholeAsk, requests),
      dutiful: cost(dutiful, 'one-write', wholeAsk, requests),
      ours: cost(ours, 'one-write', wholeAsk, requests),
      portkey: cost(portkey, 'one-write', wholeAsk, requests / 10),
    },
    rounds,
  );
  const json = { key: 'json', goal: 'P3', work: 'a JSON completion through the gateway', ours: figures.ours };
  tell(json, bare, figures.bare, 1 / 0.65, 2.1);
  tell(json, dutiful, figures.dutiful, 1 / 0.8, 1.9);
  tell(json, portkey, figures.portkey, 1 / 5);
}

for (const [shape, called, requests] of [
  ['one-write', 'all in one write', isShort ? 250 : 800],
  ['each-alone', 'each event alone', isShort ? 100 : 300],
] as const) {
  const figures = await alternate(
    {
      bare: cost(bare, shape, streamAsk, requests),
      dutiful: cost(dutiful, shape, streamAsk, requests),
      ours: cost(ours, shape, streamAsk, requests),
      translated: cost(ours, shape, messagesAsk, requests),
      portkey: cost(portkey, shape, streamAsk, Math.ceil(requests / 10)),
    },
    rounds,
  );
  const relayed = { key: `relay-${shape}`, goal: 'P4', work: `256 events relayed, ${called}`, ours: figures.ours };
  tell(relayed, bare, figures.bare, 1 / 0.85, 1.9);
  tell(relayed, dutiful, figures.dutiful);
  // Alone, each event costs the kernel more than any gateway: goals stand where that does not hide them.
  tell(relayed, portkey, figures.portkey, shape === 'one-write' ? 1 / 10 : undefined);
  tell({ key: `translate-${shape}`, goal: 'P5', work: `256 events translated, Anthropic in and OpenAI up, ${called}`, ours: figures.translated }, bare, figures.bare, 1 / 0.35, 3.7);
}
