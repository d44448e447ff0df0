import assert from 'node:assert/strict';
import { flagOf, modelId, type AsyncGeneratorProvider, type ChatRequest, type Flag } from '@g4f/core';
import { expectCode, rejection } from './consume.ts';
import type { Stage } from './stage.ts';

/** Where a flag is not claimed, a request that needs it must be refused before anything is sent. Tells whether that was so. */
export async function refusedWithout(on: Stage, flag: Flag, request: ChatRequest): Promise<boolean> {
  if (on.provider[flag] === true) return false;
  expectCode(await rejection(on.provider.createPartGenerator(request).next(), `a request that needs ${flag}`), 'unsupported', `without ${flag}`);
  assert.equal(on.connections(), 0, 'a connection was opened for a request that cannot be sent');
  return true;
}

/** The first of a provider's models that has what the provider claims: a model may take it back for itself. */
export function modelWith(provider: AsyncGeneratorProvider, flag: Flag): string {
  const model = provider.models.map(modelId).find((id) => flagOf(provider, id, flag) === true);
  assert.ok(model !== undefined, `the provider declares ${flag}, and each of its models takes it back`);
  return model;
}
