import type { Usage } from '@g4f/core';

type Loose = { readonly [key: string]: unknown };

const count = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
const isNested = (value: unknown): value is Loose => typeof value === 'object' && value !== null;

/** Reads the SDK's usage: flat in v2, nested since. `undefined` where it counts nothing. */
export function decodeUsage(usage: unknown): Usage | undefined {
  if (!isNested(usage)) return undefined;
  const { inputTokens: input, outputTokens: output } = usage;
  const read = {
    inputTokens: count(isNested(input) ? input['total'] : input),
    outputTokens: count(isNested(output) ? output['total'] : output),
    cachedInputTokens: count(isNested(input) ? input['cacheRead'] : usage['cachedInputTokens']),
    cacheWriteTokens: count(isNested(input) ? input['cacheWrite'] : undefined),
    reasoningTokens: count(isNested(output) ? output['reasoning'] : usage['reasoningTokens']),
  };
  const known = Object.entries(read).filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}
