import { Agent } from 'node:http';
import { ask, repeat, tally } from './ask.ts';
import { until, type Finding, type World } from './finding.ts';
import { startGateway } from './gateway.ts';

interface Fault {
  readonly model: string;
  readonly work: string;
  /** How requests may end, besides {@link resting}. */
  readonly may: readonly string[];
}

/** After three failures in a row the breaker leaves a service alone for a while, and says when to come again. */
const resting = 'status 503';

const refused = ['status 502'];
const faults: readonly Fault[] = [
  { model: 'reset', work: 'upstream resets before it answers', may: refused },
  { model: 'cut', work: 'upstream resets in the middle', may: ['error in the stream', ...refused] },
  { model: 'ends-early', work: "upstream ends without the wire's ending", may: ['error in the stream', ...refused] },
  { model: 'mute', work: 'upstream takes the request and says nothing (1 s allowed)', may: ['status 504'] },
  { model: 'stalls', work: 'upstream stalls in the middle (1 s allowed)', may: ['error in the stream', 'status 504'] },
  { model: 'noise', work: 'upstream sends random bytes in place of HTTP', may: refused },
  { model: 'garbage', work: 'upstream sends random bytes as a stream', may: refused },
  { model: 'page', work: 'upstream shows a page', may: refused },
  { model: 'broken', work: 'upstream answers 500', may: refused },
  { model: 'busy', work: 'upstream answers 429, and there is another', may: ['complete'] },
];

/** An upstream that does ill, in every way, beside one that does well. */
export async function faultyUpstreams({ upstream, isShort }: World): Promise<readonly Finding[]> {
  await using gateway = await startGateway(upstream, 'firstByte: 1s, idle: 1s');
  const count = isShort ? 20 : 200;
  const findings: Finding[] = [];
  let asked = 0;
  for (const { model, work, may: mayAwake } of faults) {
    const may = mayAwake.includes('complete') ? mayAwake : [...mayAwake, resting];
    const agent = new Agent({ keepAlive: true });
    const endings = await repeat(count, 20, () => ask(gateway.url, { model, agent, patience: 30_000 }));
    agent.destroy();
    asked += count;
    const counts = tally(endings);
    findings.push({ work, figures: Object.entries(counts).map(([ending, times]) => `${times} ${ending}`).join(', '), must: may.join(' or '), isGood: Object.keys(counts).every((ending) => may.includes(ending)) });
  }
  const total = (chats: { readonly [status: string]: number }): number => Object.values(chats).reduce((sum, each) => sum + each, 0);
  const { chats, underWay } = await until(gateway.state, (state) => state.underWay === 0 && total(state.chats) === asked);
  findings.push({ work: 'what /metrics has counted of all these', figures: `${total(chats)} of ${asked}, ${underWay} under way`, must: 'all, and none under way', isGood: total(chats) === asked && underWay === 0 });
  return findings;
}
