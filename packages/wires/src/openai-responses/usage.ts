import type { Usage, UsagePart } from '@g4f/core';
import { countOf, isObject, type JsonObject } from '../values/json.ts';

const detailsOf = (usage: JsonObject, key: string): JsonObject => (isObject(usage[key]) ? usage[key] : {});

/** Reads the counts of an answer; nothing where there is none. */
export function readUsage(value: unknown): UsagePart | undefined {
  if (!isObject(value)) return undefined;
  const input = detailsOf(value, 'input_tokens_details');
  const counts: Usage = {
    inputTokens: countOf(value['input_tokens']),
    outputTokens: countOf(value['output_tokens']),
    cachedInputTokens: countOf(input['cached_tokens']),
    cacheWriteTokens: countOf(input['cache_write_tokens']),
    reasoningTokens: countOf(detailsOf(value, 'output_tokens_details')['reasoning_tokens']),
  };
  const usage: Usage = Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== undefined));
  if (Object.keys(usage).length === 0) return undefined;
  return { type: 'usage', usage, provenance: value['estimated'] === true ? 'estimated' : 'reported' };
}

/** Writes the counts of an answer. A number that nobody knows is 0, as clients count on a number. */
export function writeUsage({ usage, provenance }: UsagePart): object {
  const { inputTokens = 0, outputTokens = 0, cachedInputTokens = 0, cacheWriteTokens = 0, reasoningTokens = 0 } = usage;
  return {
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: cachedInputTokens, cache_write_tokens: cacheWriteTokens },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: reasoningTokens },
    total_tokens: inputTokens + outputTokens,
    ...(provenance === 'estimated' && { estimated: true }),
  };
}
