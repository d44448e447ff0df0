import type { Law } from './law.ts';
import { handsBackItsOwn } from './laws/artefacts.ts';
import { carriesFiles, carriesImages } from './laws/attachments.ts';
import { sendsHistory, sendsSystemMessages } from './laws/conversation.ts';
import { keepsDeadlines } from './laws/deadlines.ts';
import { noticesCuts, refusesEmptyAnswers } from './laws/ends.ts';
import { carriesFormats } from './laws/formats.ts';
import { refusesBadInput } from './laws/input.ts';
import { asksForItsKey } from './laws/keys.ts';
import { closesWhenLeft, stopsOnAbort } from './laws/leaving.ts';
import { leavesNothingBehind } from './laws/leftovers.ts';
import { asksForTheModel, listsModels } from './laws/models.ts';
import { holdsBackPressure, worksTenAtATime } from './laws/pace.ts';
import { honoursProxies } from './laws/proxies.ts';
import { keepsReasoningApart } from './laws/reasoning.ts';
import { relaysBytes } from './laws/relays.ts';
import { keepsSecrets } from './laws/secrecy.ts';
import { boundsErrorBodies, mapsStatuses, readsRetryAfter } from './laws/statuses.ts';
import { isLazy, keepsSplitCharacters, streams, yieldsNoEmptyText } from './laws/streaming.ts';
import { keepsToolCallsWhole } from './laws/tools.ts';
import { reportsUsage } from './laws/usage.ts';
import { endsWithOneFinish, givesTheSameText } from './laws/views.ts';

/** The laws of a provider, by the short names that a skip uses. */
export const laws = {
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
  'carries images': carriesImages,
  'carries files': carriesFiles,
  'carries formats': carriesFormats,
  'keeps reasoning apart': keepsReasoningApart,
  'asks for its key': asksForItsKey,
  'hands back its own': handsBackItsOwn,
  'asks for the model': asksForTheModel,
  'lists models': listsModels,
  'relays bytes': relaysBytes,
} as const satisfies { readonly [name: string]: Law };

/** The short name of a law. */
export type LawName = keyof typeof laws;
