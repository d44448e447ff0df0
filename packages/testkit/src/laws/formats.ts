import assert from 'node:assert/strict';
import type { ChatRequest } from '@g4f/core';
import type { Law } from '../law.ts';
import { textOf } from './consume.ts';
import { modelWith, refusedWithout } from './refused-without.ts';
import { sent } from './sent.ts';
import { ask, stage } from './stage.ts';

const request: ChatRequest = {
  ...ask('Name a colour.'),
  responseFormat: {
    type: 'json',
    name: 'colour',
    schema: { type: 'object', properties: { canaryColour: { type: 'string' } }, required: ['canaryColour'], additionalProperties: false },
  },
};

export const carriesFormats: Law = {
  sentence: 'with `supportsStructuredOutput`, sends the schema of `responseFormat`; without it, refuses one as `unsupported`',
  needsUpstream: 'supportsStructuredOutput',
  async check(subject) {
    await using on = await stage(subject);
    if (await refusedWithout(on, 'supportsStructuredOutput', request)) return;
    await textOf(on.provider.createAsyncGenerator({ ...request, model: modelWith(on.provider, 'supportsStructuredOutput') }));
    assert.ok(on.upstream.calls.map(sent).join('').includes('canaryColour'), 'the schema of responseFormat must reach upstream');
  },
};
