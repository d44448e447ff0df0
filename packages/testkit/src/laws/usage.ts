import assert from 'node:assert/strict';
import type { Usage, UsagePart } from '@g4f/core';
import type { Law, Subject } from '../law.ts';
import { answer } from '../servers/acts.ts';
import type { Act } from '../servers/upstream.ts';
import { consume } from './consume.ts';
import { ask, stage } from './stage.ts';

const usage: Usage = { inputTokens: 11, outputTokens: 7 };

async function reported(subject: Subject, act: Act): Promise<readonly UsagePart[]> {
  await using on = await stage(subject, act);
  const { chunks, error } = await consume(on.provider.createPartGenerator(ask('Hi')));
  assert.equal(error, undefined, String(error));
  return chunks.filter((part) => part.type === 'usage').filter(({ provenance }) => provenance === 'reported');
}

export const reportsUsage: Law = {
  sentence: 'reports usage when upstream does, and does not invent it',
  needsUpstream: true,
  async check(subject) {
    assert.deepEqual(await reported(subject, answer(['Hello'])), [], 'upstream reported no usage, yet some came out');
    await using on = await stage(subject);
    if (!on.upstream.wire.carries.includes('usage')) return;
    const parts = await reported(subject, answer(['Hello', { type: 'usage', usage, provenance: 'reported' }]));
    const { inputTokens, outputTokens } = parts.at(-1)?.usage ?? {};
    assert.deepEqual({ inputTokens, outputTokens }, usage, 'the usage that upstream reported must come out');
  },
};
