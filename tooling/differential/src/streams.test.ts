import { isDeepStrictEqual } from 'node:util';
import { replay, type Chunking } from '@g4f/testkit/recordings';
import { listenWire } from '@g4f/testkit/servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explain, outdated, type Finding, type OutcomeField } from './difference.ts';
import { loadRecordings } from './load-recordings.ts';
import { askOurs } from './ours.ts';
import { withoutInventedIds, type Outcome } from './outcome.ts';
import { says } from './question.ts';
import { silent } from './silent.ts';
import { streamDifferences } from './stream-differences.ts';
import { subjectNames, subjects, type SubjectName } from './subjects.ts';
import { askTheirs } from './theirs.ts';

const chunkings: readonly Chunking[] = ['recorded', 'whole', { seed: 1 }];
const fields = Object.keys({
  text: 0, reasoning: 0, calls: 0, serverCalls: 0, sources: 0, inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0, ending: 0,
} satisfies { [K in OutcomeField]: number }) as OutcomeField[];

const findings: Finding<OutcomeField>[] = [];
let upstream: Awaited<ReturnType<typeof listenWire>>;
beforeAll(async () => {
  upstream = await listenWire(silent, () => undefined);
});
afterAll(() => upstream.close());

/** What differs between two outcomes. */
const compare = (ours: Outcome, theirs: Outcome): readonly { place: OutcomeField; ours: unknown; theirs: unknown }[] =>
  fields.filter((field) => !isDeepStrictEqual(ours[field], theirs[field])).map((place) => ({ place, ours: ours[place], theirs: theirs[place] }));

describe.each(subjectNames)('%s', async (wire: SubjectName) => {
  const recordings = await loadRecordings(wire);
  test.each(recordings)('$name is read alike, however its bytes are parted', async ({ name, recording }) => {
    const { ours, theirs } = subjects[wire];
    const said = Buffer.concat(recording.answer.chunks.map(({ bytes }) => bytes)).toString();
    for (const chunking of chunkings) {
      upstream.play(replay(recording, { chunking }));
      const here = withoutInventedIds(await askOurs(ours(upstream.url), says('Hi').ours), said);
      const there = withoutInventedIds(await askTheirs(theirs(upstream.url), says('Hi').theirs), said);
      const found = compare(here, there).map((each) => ({ wire, shownBy: name, ...each }));
      expect(found.filter((finding) => explain(finding, streamDifferences).length !== 1), JSON.stringify(chunking)).toEqual([]);
      findings.push(...found);
    }
  });
});

test('every difference that is written down is still there', () => {
  expect(outdated(findings, streamDifferences)).toEqual([]);
});
