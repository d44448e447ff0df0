import assert from 'node:assert/strict';
import { modelId, type AsyncGeneratorProvider, type Part } from '@g4f/core';
import type { Law } from '../law.ts';
import { answer } from '../servers/acts.ts';
import { consume, textOf } from './consume.ts';
import { modelWith } from './refused-without.ts';
import { sent } from './sent.ts';
import { ask, stage } from './stage.ts';

const thoughts = ['First I ', 'think'];
const words = ['then I ', 'speak'];

const joined = (parts: readonly Part[], wanted: 'text' | 'reasoning'): string => parts.map((part) => (part.type === wanted ? part.text : '')).join('');

function modelOf(provider: AsyncGeneratorProvider): string {
  return provider.supportsReasoning === true ? modelWith(provider, 'supportsReasoning') : modelId(provider.models[0]);
}

export const keepsReasoningApart: Law = {
  sentence: 'with `supportsReasoning`, gives reasoning as parts of its own; without it, gives none as text, and passes over that of earlier turns',
  needsUpstream: true,
  async check(subject) {
    await using on = await stage(subject);
    const { provider, upstream } = on;
    const claims = provider.supportsReasoning === true;
    const { carries } = upstream.wire;
    assert.ok(!claims || carries.includes('reasoning'), 'the provider declares supportsReasoning: the wire of its scenario must encode reasoning');
    if (carries.includes('reasoning')) {
      upstream.play(answer([...thoughts.map((text) => ({ type: 'reasoning' as const, text })), ...words]));
      const request = { ...ask('Hi'), model: modelOf(provider) };
      assert.equal(await textOf(provider.createAsyncGenerator(request)), words.join(''), 'reasoning shows in the text');
      const { chunks, error } = await consume(provider.createPartGenerator(request));
      assert.equal(error, undefined, String(error));
      assert.equal(joined(chunks, 'text'), words.join(''), 'reasoning shows in the parts of text');
      if (claims) assert.equal(joined(chunks, 'reasoning'), thoughts.join(''), 'with supportsReasoning, reasoning must come out as parts of its own');
    }
    if (provider.supportsMessageHistory !== true) return;
    upstream.play(answer(words));
    const [asked] = ask('Hello').messages;
    assert.ok(asked);
    const earlier = { role: 'assistant', content: [{ type: 'reasoning', text: 'canary thought' }, { type: 'text', text: 'canary answer' }] } as const;
    await textOf(provider.createAsyncGenerator({ model: modelOf(provider), messages: [asked, earlier, asked] }));
    const told = upstream.calls.at(-1);
    assert.ok(told && sent(told).includes('canary answer'), 'a turn with reasoning in it was dropped');
    assert.ok(claims || !sent(told).includes('canary thought'), 'without supportsReasoning, reasoning of an earlier turn must be passed over');
  },
};
