import { afterEach, describe, expect, test } from 'vitest';
import { laws, wireScenario, type LawName } from '../src/index.ts';
import type { BrokenProviders } from './broken/break.ts';
import { sendsHistory, sendsSystemMessages } from './broken/conversation.ts';
import { keepsDeadlines } from './broken/deadlines.ts';
import { noticesCuts, refusesEmptyAnswers } from './broken/ends.ts';
import { refusesBadInput } from './broken/input.ts';
import { closesWhenLeft, stopsOnAbort } from './broken/leaving.ts';
import { cleanUp, leavesNothingBehind } from './broken/leftovers.ts';
import { forget, holdsBackPressure, worksTenAtATime } from './broken/pace.ts';
import { honoursProxies } from './broken/proxies.ts';
import { keepsSecrets } from './broken/secrecy.ts';
import { boundsErrorBodies, mapsStatuses, readsRetryAfter } from './broken/statuses.ts';
import { isLazy, keepsSplitCharacters, streams, yieldsNoEmptyText } from './broken/streaming.ts';
import { keepsToolCallsWhole, reportsUsage } from './broken/usage.ts';
import { endsWithOneFinish, givesTheSameText } from './broken/views.ts';
import { partsWire } from './parts-wire.ts';

const broken: { readonly [name in LawName]: BrokenProviders } = {
  // Before the others: what they leave behind would be in the count.
  'leaves nothing behind': leavesNothingBehind,
  'is lazy': isLazy,
  'streams as it arrives': streams,
  'yields no empty text': yieldsNoEmptyText,
  'keeps split characters': keepsSplitCharacters,
  'ends with one finish': endsWithOneFinish,
  'gives the same text': givesTheSameText,
  'closes when left': closesWhenLeft,
  'stops on abort': stopsOnAbort,
  'keeps deadlines': keepsDeadlines,
  'maps statuses': mapsStatuses,
  'reads Retry-After': readsRetryAfter,
  'refuses empty answers': refusesEmptyAnswers,
  'notices cuts': noticesCuts,
  'refuses bad input': refusesBadInput,
  'sends history': sendsHistory,
  'sends system messages': sendsSystemMessages,
  'keeps secrets': keepsSecrets,
  'bounds error bodies': boundsErrorBodies,
  'holds back-pressure': holdsBackPressure,
  'works ten at a time': worksTenAtATime,
  'honours proxies': honoursProxies,
  'reports usage': reportsUsage,
  'keeps tool calls whole': keepsToolCallsWhole,
};

const scenario = wireScenario(partsWire);

afterEach(() => {
  cleanUp();
  forget();
});

/** Laws that look at the whole process, or change it for a while: one at a time. */
const alone: ReadonlySet<LawName> = new Set<LawName>(['leaves nothing behind', 'keeps secrets', 'holds back-pressure', 'honours proxies']);
const names = Object.keys(broken) as LawName[];

function breaks(name: LawName): void {
  test.for(Object.entries(broken[name]))('%s', async ([, [factory, complaint]]) => {
    await expect(laws[name].check({ factory, scenario })).rejects.toThrow(complaint);
  });
}

describe.for(names.filter((name) => alone.has(name)))('the law "%s" fails for a provider that', breaks);
describe.for(names.filter((name) => !alone.has(name)))('the law "%s" fails for a provider that', { concurrent: true }, breaks);
