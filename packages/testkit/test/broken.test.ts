import { afterEach, describe, expect, test } from 'vitest';
import { laws, wireScenario, type LawName } from '../src/index.ts';
import type { BrokenProviders } from './broken/break.ts';
import { claims } from './broken/claims.ts';
import { conversation } from './broken/conversation.ts';
import { deadlines } from './broken/deadlines.ts';
import { ends } from './broken/ends.ts';
import { extras } from './broken/extras.ts';
import { input } from './broken/input.ts';
import { keys } from './broken/keys.ts';
import { leaving } from './broken/leaving.ts';
import { cleanUp, leftovers } from './broken/leftovers.ts';
import { forget, pace } from './broken/pace.ts';
import { proxies } from './broken/proxies.ts';
import { secrecy } from './broken/secrecy.ts';
import { statuses } from './broken/statuses.ts';
import { streaming } from './broken/streaming.ts';
import { usage } from './broken/usage.ts';
import { views } from './broken/views.ts';
import { partsWire } from './parts-wire.ts';

// What is left behind comes first: what the others leave would be in the count.
const broken: Required<BrokenProviders> = {
  ...leftovers,
  ...claims,
  ...conversation,
  ...deadlines,
  ...ends,
  ...extras,
  ...input,
  ...keys,
  ...leaving,
  ...pace,
  ...proxies,
  ...secrecy,
  ...statuses,
  ...streaming,
  ...usage,
  ...views,
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
