import { describe, expect, onTestFinished, test } from 'vitest';
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
  'leaves nothing behind': leavesNothingBehind,
};

const scenario = wireScenario(partsWire);

describe.for(Object.keys(broken) as LawName[])('the law "%s" fails for a provider that', (name) => {
  test.for(Object.entries(broken[name]))('%s', async ([, [factory, complaint]]) => {
    onTestFinished(() => {
      cleanUp();
      forget();
    });
    await expect(laws[name].check({ factory, scenario })).rejects.toThrow(complaint);
  });
});
