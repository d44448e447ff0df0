import { Agent } from 'node:http';
import { ask, repeat } from './ask.ts';
import { until, type Finding, type World } from './finding.ts';
import { startGateway } from './gateway.ts';

/** Clients that leave in the middle of an answer: how long until upstream is left too. */
export async function clientsThatLeave({ upstream, isShort }: World): Promise<readonly Finding[]> {
  await using gateway = await startGateway(upstream);
  const agent = new Agent();
  const count = isShort ? 50 : 500;
  const leftAt: number[] = [];
  await repeat(count, 2, (index) =>
    ask(gateway.url, {
      model: 'held',
      agent,
      prompt: `leaves ${index}`,
      onBegin(asked) {
        leftAt[index] = performance.timeOrigin + performance.now();
        asked.destroy();
      },
    }),
  );
  const look = async (): Promise<{ readonly [prompt: string]: number }> => (await (await fetch(`${upstream}/left`)).json()) as { readonly [prompt: string]: number };
  const isAll = (left: { readonly [prompt: string]: number }): boolean => leftAt.every((_, index) => `leaves ${index}` in left);
  const left = await until(look, isAll);
  const delays = leftAt.map((at, index) => (left[`leaves ${index}`] ?? Infinity) - at).sort((a, b) => a - b);
  const at = (share: number): number => delays[Math.ceil(delays.length * share) - 1] ?? Infinity;
  const limit = isShort ? 1_000 : 50;
  return [
    {
      work: `${count} clients leave in the middle; until upstream is left too`,
      figures: `p50 ${at(0.5).toFixed(1)} ms, p99 ${at(0.99).toFixed(1)} ms`,
      must: `all, p99 within ${limit} ms`,
      isGood: leftAt.length === count && at(0.99) <= limit,
    },
  ];
}
