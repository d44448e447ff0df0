import { Agent } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { ask, tally, type Ending } from './ask.ts';
import { startBalancer } from './balancer.ts';
import type { Finding, World } from './finding.ts';
import { startGateway } from './gateway.ts';

/** Two gateways behind a balancer; while streams run, each is replaced by a new one. */
export async function rollingRestart({ upstream, isShort }: World): Promise<readonly Finding[]> {
  await using balancer = await startBalancer();
  const agent = new Agent({ keepAlive: true });
  const start = async () => {
    const gateway = await startGateway(upstream, 'drain: 1s, grace: 30s');
    balancer.add(gateway.url);
    await setTimeout(500); // until the balancer has seen it
    return gateway;
  };
  const old = [await start(), await start()];
  const endings: Ending[] = [];
  const codes: (number | null)[] = [];
  let isOver = false;
  const worker = async (): Promise<void> => {
    while (!isOver) endings.push(await ask(balancer.url, { model: 'paced', agent }));
  };
  const workers = Array.from({ length: isShort ? 10 : 64 }, worker);
  const replaced: Awaited<ReturnType<typeof start>>[] = [];
  try {
    await setTimeout(isShort ? 300 : 2_000);
    for (const gateway of old) {
      replaced.push(await start());
      codes.push(await gateway.stop());
      balancer.remove(gateway.url);
    }
    await setTimeout(isShort ? 300 : 2_000);
  } finally {
    isOver = true;
    await Promise.all(workers);
    agent.destroy();
    for (const gateway of [...old, ...replaced]) await gateway[Symbol.asyncDispose]();
  }
  const counts = tally(endings);
  return [
    {
      work: `two gateways replaced one after the other, by SIGTERM, under ${workers.length} streams at a time`,
      figures: `${Object.entries(counts).map(([ending, times]) => `${times.toLocaleString('en')} ${ending}`).join(', ')}; exit codes ${codes.join(' and ')}`,
      must: 'all complete, both 0',
      isGood: endings.length > workers.length && counts['complete'] === endings.length && codes.every((code) => code === 0),
    },
  ];
}
