import type { Usage } from '@g4f/core';
import { isLoose } from './loose.ts';

const count = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);

/**
 * Reads the SDK's usage: flat in v2, nested since. `undefined` where it counts nothing, and where all that it counts is zero: some
 * models say so where upstream said nothing.
 */
export function decodeUsage(usage: unknown): Usage | undefined {
  if (!isLoose(usage)) return undefined;
  const { inputTokens: input, outputTokens: output } = usage;
  const read = {
    inputTokens: count(isLoose(input) ? input['total'] : input),
    outputTokens: count(isLoose(output) ? output['total'] : output),
    cachedInputTokens: count(isLoose(input) ? input['cacheRead'] : usage['cachedInputTokens']),
    cacheWriteTokens: count(isLoose(input) ? input['cacheWrite'] : undefined),
    reasoningTokens: count(isLoose(output) ? output['reasoning'] : usage['reasoningTokens']),
  };
  const known = Object.entries(read).filter(([, value]) => value !== undefined);
  return known.every(([, value]) => value === 0) ? undefined : Object.fromEntries(known);
}
