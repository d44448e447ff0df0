import { Agent } from 'node:http';
import { ask } from './ask.ts';
import { megabytes, type Finding, type World } from './finding.ts';
import { startGateway, type State } from './gateway.ts';

/** One answer that is very long. The first one, which is shorter, warms up. */
export async function longStream({ upstream }: World, bytes: number): Promise<readonly Finding[]> {
  await using gateway = await startGateway(upstream);
  const agent = new Agent();
  const seen: Promise<State>[] = [];
  let next = 0;
  let came = 0;
  await ask(gateway.url, { model: 'flood', agent });
  const before = await gateway.state();
  const ending = await ask(gateway.url, {
    model: 'flood',
    agent,
    onBytes(sum) {
      came = sum;
      if (sum < next) return;
      next += bytes / 10;
      seen.push(gateway.state());
    },
  });
  agent.destroy();
  const peak = Math.max(...(await Promise.all(seen)).map(({ memory }) => memory));
  return [
    {
      work: `${megabytes(came)} through one stream; memory before, and at most`,
      figures: `${ending}; ${megabytes(before.memory)}, ${megabytes(peak)}`,
      must: 'complete, and at most 40 MB more',
      isGood: ending === 'complete' && came >= bytes && peak - before.memory <= 40e6,
    },
  ];
}
