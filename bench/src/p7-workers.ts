import { alternate, isShort } from '../lib/alternate.ts';
import { wholeAsk } from '../lib/asks.ts';
import { clientKey, modelOf, upstreamModelOf } from '../lib/client-key.ts';
import { watchCores, type ByCore } from '../lib/cores.ts';
import { drive, type Load } from '../lib/load.ts';
import { report } from '../lib/row.ts';
import { serveG4f } from '../lib/serve-g4f.ts';
import { serve } from '../lib/upstream.ts';

/** `g4f serve` with two workers against one: the time that a JSON completion takes, 64 at once, and who used which core meanwhile. */
const rounds = isShort ? 5 : 7;
const requests = isShort ? 400 : 2_000;
const shape = 'one-write';

await using upstream = await serve('chat');
const config = `
logging: { level: silent }
keys: [{ id: bench, key: ${clientKey} }]
providers:
  - { id: up, kind: openai, baseURL: "${upstream.url}/v1", apiKey: any, models: [${upstreamModelOf(shape)}], aliases: { ${modelOf(shape)}: ${upstreamModelOf(shape)} } }
`;
await using single = await serveG4f({ config, args: ['--workers', '1'] });
await using double = await serveG4f({ config, args: ['--workers', '2'] });
const load: Load = { path: wholeAsk.path, body: wholeAsk.body(modelOf(shape)), check: wholeAsk.check, headers: { authorization: `Bearer ${clientKey}` }, requests, connections: 64 };

const seen: { readonly [name: string]: { readonly gateway: ByCore; readonly upstream: ByCore; readonly client: ByCore }[] } = { single: [], double: [] };
const measure = (name: string, { url, pid }: { readonly url: string; readonly pid: number }) => async (): Promise<number> => {
  const started = performance.now();
  const used = await watchCores({ gateway: [pid], upstream: [upstream.pid], client: [process.pid] }, () => drive(url, load));
  const time = performance.now() - started;
  seen[name]?.push(used);
  return time / requests;
};
const figures = await alternate({ single: measure('single', single), double: measure('double', double) }, rounds);

/** The share of all CPU time that each took, core by core, in the rounds that count. */
function told(name: string): string {
  const counted = seen[name]?.slice(1) ?? [];
  const sumOf = (maps: readonly ByCore[]): Map<number, number> => {
    const sum = new Map<number, number>();
    for (const [core, seconds] of maps.flatMap((map) => [...map])) sum.set(core, (sum.get(core) ?? 0) + seconds);
    return sum;
  };
  const groups = (['gateway', 'upstream', 'client'] as const).map((group) => [group, sumOf(counted.map((each) => each[group]))] as const);
  const all = groups.reduce((sum, [, cores]) => sum + [...cores.values()].reduce((a, b) => a + b, 0), 0);
  const share = (seconds: number): string => `${Math.round((100 * seconds) / all)} %`;
  return groups.map(([group, cores]) => `${group} ${[...cores].sort(([a], [b]) => a - b).map(([core, seconds]) => `${share(seconds)} on core ${core}`).join(' and ')}`).join(', ');
}
const note = process.platform === 'linux' ? `with one worker, of the CPU time that all used: ${told('single')}; with two: ${told('double')}.` : 'who used which core is not told on this system.';
report({ key: 'workers', goal: 'P7', work: 'a JSON completion through g4f serve --workers 2, 64 at once', beside: '--workers 1', unit: 'ms', ours: figures.double, other: figures.single, note });
