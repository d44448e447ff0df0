import type { Results, Row } from './results.ts';

/** What stands around the figures in README.md. */
const start = '<!-- bench:start -->';
const end = '<!-- bench:end -->';

/** A line of README's table: keys of the rows that it quotes, and what the columns call them. */
interface Quote {
  readonly work: string;
  readonly floor: string;
  readonly floorCalled: string;
  readonly peers?: { readonly [key: string]: string };
}

const quotes: readonly Quote[] = [
  {
    work: '`provider-openai` reads a stream of 256 events',
    floor: 'sse-one-write',
    floorCalled: 'undici and `eventsource-parser`',
    peers: { 'sse-one-write-openai': '`openai`', 'sse-one-write-langchain': 'LangChain', 'sse-one-write-ai-sdk': 'AI SDK', 'sse-one-write-multi-llm-ts': '`multi-llm-ts`' },
  },
  { work: '`provider-aibn` reads 256 chunks of text', floor: 'aibn-one-write', floorCalled: 'undici' },
  { work: 'the gateway answers with one piece of JSON', floor: 'json-dutiful', floorCalled: 'a plain proxy with the same duties', peers: { 'json-portkey': 'Portkey' } },
  { work: 'the gateway relays a stream of 256 events', floor: 'relay-one-write-dutiful', floorCalled: 'the same', peers: { 'relay-one-write-portkey': 'Portkey' } },
  { work: 'time that the gateway adds to the first byte', floor: 'first-byte-p50-dutiful', floorCalled: 'the same', peers: { 'first-byte-p50-portkey': 'Portkey' } },
  { work: 'memory of a stream that is open and idle', floor: 'idle-held-dutiful', floorCalled: 'the same' },
  { work: '`resolve` among 1,000 providers × 50 models', floor: 'resolve-own-1000', floorCalled: 'one `Map.get`' },
  { work: "`import '@g4f/core'`, cold", floor: 'start-core', floorCalled: 'an empty module' },
];

/** The ratios of a results file as README shows them: no figure that would be another on another machine. */
export function section({ at, machine, rows }: Results): string {
  const ratioOf = (key: string): Row['ratio']['median'] => {
    const row = rows.find((each) => each.key === key);
    if (row === undefined) throw new Error(`the results have no line ${key}`);
    return row.ratio.median;
  };
  const lines = quotes.map(({ work, floor, floorCalled, peers = {} }) => {
    const others = Object.entries(peers).map(([key, name]) => `${name} ${(1 / ratioOf(key)).toFixed(1)} ×`);
    return `| ${work} | ${ratioOf(floor).toFixed(2)} × ${floorCalled} | ${others.join(', ')} |`;
  });
  const goals = rows.filter(({ isMet }) => isMet !== null);
  return `${start}
Written by \`pnpm bench --write\` on ${at.slice(0, 10)}, ${machine.cores} cores, ${machine.platform}: CPU time if nothing else is said, each beside the others in the same run.

| what | costs | what ours takes once, others take |
|---|---|---|
${lines.join('\n')}

${goals.filter(({ isMet }) => isMet).length} of ${goals.length} goals are met. [All lines, peers and versions](bench/results/${at.slice(0, 10)}.md), and [how each is measured](bench/README.md).
${end}`;
}

/** README with its figures replaced. */
export function withSection(readme: string, results: Results): string {
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no ${start} and ${end}`);
  return readme.slice(0, from) + section(results) + readme.slice(to + end.length);
}
