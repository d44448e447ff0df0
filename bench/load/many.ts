import { Agent } from 'node:http';
import { ask, repeat, tally, type Ending } from './ask.ts';
import { megabytes, type Finding, type World } from './finding.ts';
import { startGateway } from './gateway.ts';

/** Very many short requests. */
export async function manyRequests({ upstream, isShort }: World): Promise<readonly Finding[]> {
  await using gateway = await startGateway(upstream);
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const count = isShort ? 500 : 10_000;
  const most = isShort ? 1.25 : 1.1; // the short form warms up little
  const held: number[] = [];
  const endings: Ending[] = [];
  for (let quarter = 0; quarter < 4; quarter++) {
    endings.push(...(await repeat(count / 4, 32, (index) => ask(gateway.url, { model: index % 2 === 0 ? 'whole' : 'paced', isStream: index % 2 === 1, agent }))));
    held.push((await gateway.collected()).held);
  }
  agent.destroy();
  const complete = tally(endings)['complete'] ?? 0;
  const [first = 0, , , last = 0] = held;
  return [
    {
      work: `${count.toLocaleString('en')} requests, whole and streamed; what it holds after each quarter and a collection`,
      figures: `${complete.toLocaleString('en')} complete; ${held.map(megabytes).join(', ')}`,
      must: `all, and at the end no more than ${most} × after the first`,
      isGood: complete === count && last <= most * first,
    },
  ];
}
