import { Agent } from 'node:http';
import { ask, tally, type Ending } from './ask.ts';
import { megabytes, until, type Finding, type World } from './finding.ts';
import { startGateway } from './gateway.ts';

/** Many streams that are all open at the same moment, three times over. */
export async function manyStreams({ upstream, isShort }: World): Promise<readonly Finding[]> {
  await using gateway = await startGateway(upstream);
  const count = isShort ? 100 : 1_000;
  const most = isShort ? 1.25 : 1.1; // the short form warms up little
  const before = await gateway.collected();
  const waves: { readonly endings: readonly Ending[]; readonly peak: number; readonly descriptors: number; readonly held: number }[] = [];
  for (let wave = 0; wave < 3; wave++) {
    const agent = new Agent({ maxSockets: count });
    let begun = 0;
    const answers = Array.from({ length: count }, () => ask(gateway.url, { model: 'held', agent, onBegin: () => begun++ }));
    await until(() => Promise.resolve(begun), (each) => each === count, 60_000);
    const { memory: peak, descriptors } = await gateway.state();
    await fetch(`${upstream}/go`);
    const endings = await Promise.all(answers);
    agent.destroy();
    waves.push({ endings, peak, descriptors, held: (await gateway.collected()).held });
  }
  // Connections to upstream are kept for a few seconds.
  await until(gateway.state, ({ descriptors, underWay }) => underWay === 0 && !(descriptors > before.descriptors + 8));
  const after = await gateway.collected();
  const [first, , third] = waves;
  if (first === undefined || third === undefined) throw new Error('no waves');
  const complete = tally(waves.flatMap(({ endings }) => endings))['complete'] ?? 0;
  return [
    {
      work: `${count.toLocaleString('en')} streams open at once, three times`,
      figures: `${complete.toLocaleString('en')} of ${(3 * count).toLocaleString('en')} complete`,
      must: 'all',
      isGood: complete === 3 * count,
    },
    {
      work: 'its memory: before, and with all open, each time',
      figures: `${[before.memory, ...waves.map(({ peak }) => peak)].map(megabytes).join(', ')}: ${((first.peak - before.memory) / 1e3 / count).toFixed(0)} kB a stream`,
      must: 'told',
      isGood: true,
    },
    {
      work: 'what it holds, after a collection: before, after each time, and once connections to upstream are closed',
      figures: [before.held, ...waves.map(({ held }) => held), after.held].map(megabytes).join(', '),
      must: `the third time and in the end no more than ${most} × the first time`,
      isGood: third.held <= most * first.held && after.held <= most * first.held,
    },
    {
      work: 'its file descriptors: before, with all open, after',
      figures: Number.isNaN(before.descriptors) ? 'not told on this system' : `${before.descriptors}, ${first.descriptors}, ${after.descriptors}`,
      must: 'back, and no request under way',
      isGood: after.underWay === 0 && !(after.descriptors > before.descriptors + 8),
    },
  ];
}
