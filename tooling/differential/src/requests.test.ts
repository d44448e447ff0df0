import { listenWire, status, type UpstreamCall } from '@g4f/testkit/servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareBodies } from './compare-bodies.ts';
import { conversationsOn } from './conversations.ts';
import { explain, outdated, type Finding } from './difference.ts';
import { askOurs } from './ours.ts';
import { requestDifferences } from './request-differences.ts';
import { silent } from './silent.ts';
import { subjectNames, subjects } from './subjects.ts';
import { askTheirs } from './theirs.ts';

/** Headers of everybody's, which say nothing of the wire. */
const common = /^(?:host|connection|user-agent|accept|accept-language|accept-encoding|sec-fetch-mode|transfer-encoding|content-length)$/;

/** The body, with the headers that belong to the wire beside it. */
const asked = (call: UpstreamCall | undefined): object => ({
  ...(JSON.parse(call?.body ?? '') as object),
  ...Object.fromEntries(Object.entries(call?.headers ?? {}).flatMap(([name, value]) => (common.test(name) ? [] : [[`header ${name}`, value]]))),
});

const findings: Finding<string>[] = [];
let upstream: Awaited<ReturnType<typeof listenWire>>;
beforeAll(async () => {
  upstream = await listenWire(silent, status(400));
});
afterAll(() => upstream.close());

describe.each(subjectNames)('%s', (wire) => {
  test.each(conversationsOn(wire))('$name: both ask alike', async ({ name, ours, theirs }) => {
    const { model, ours: provider, theirs: sdk } = subjects[wire];
    const before = upstream.calls.length;
    await askOurs(provider(upstream.url), { model, ...ours });
    await askTheirs(sdk(upstream.url), theirs);
    const [here, there] = upstream.calls.slice(before);
    expect(here?.path).toBe(there?.path);
    const found = compareBodies(asked(here), asked(there)).map((each) => ({ wire, shownBy: name, ...each }));
    expect(found.filter((finding) => explain(finding, requestDifferences).length !== 1)).toEqual([]);
    findings.push(...found);
  });
});

test('every difference that is written down is still there', () => {
  expect(outdated(findings, requestDifferences)).toEqual([]);
});
