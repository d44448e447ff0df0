import type { Usage, UsagePart } from '@g4f/core';
import { countOf, isObject, type JsonObject } from '../values/json.ts';

const detailsOf = (usage: JsonObject, key: string): JsonObject => (isObject(usage[key]) ? usage[key] : {});

/** Leaves out what is unknown. */
function known(usage: Usage): Usage {
  return Object.fromEntries(Object.entries(usage).filter(([, count]) => count !== undefined));
}

/**
 * Reads the counts of an answer; nothing where there is none.
 *
 * DeepSeek counts what came from a cache in `prompt_cache_hit_tokens`, OpenRouter what went into one in `cache_write_tokens`. xAI leaves
 * reasoning out of `completion_tokens`: the total tells.
 */
export function readUsage(value: unknown): UsagePart | undefined {
  if (!isObject(value)) return undefined;
  const prompt = detailsOf(value, 'prompt_tokens_details');
  const inputTokens = countOf(value['prompt_tokens']);
  const completionTokens = countOf(value['completion_tokens']);
  const reasoningTokens = countOf(detailsOf(value, 'completion_tokens_details')['reasoning_tokens']);
  const all = (inputTokens ?? NaN) + (completionTokens ?? NaN) + (reasoningTokens ?? NaN);
  const outputTokens = completionTokens !== undefined && countOf(value['total_tokens']) === all ? completionTokens + (reasoningTokens ?? 0) : completionTokens;
  const usage = known({
    inputTokens,
    outputTokens,
    cachedInputTokens: countOf(prompt['cached_tokens']) ?? countOf(value['prompt_cache_hit_tokens']),
    cacheWriteTokens: countOf(prompt['cache_write_tokens']),
    reasoningTokens,
  });
  if (Object.keys(usage).length === 0) return undefined;
  return { type: 'usage', usage, provenance: value['estimated'] === true ? 'estimated' : 'reported' };
}

/** Writes the counts of an answer. A number that nobody knows is 0, as clients count on a number. */
export function writeUsage({ usage, provenance }: UsagePart): object {
  const { inputTokens = 0, outputTokens = 0, cachedInputTokens, cacheWriteTokens, reasoningTokens } = usage;
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    ...((cachedInputTokens ?? cacheWriteTokens) !== undefined && { prompt_tokens_details: { cached_tokens: cachedInputTokens, cache_write_tokens: cacheWriteTokens } }),
    ...(reasoningTokens !== undefined && { completion_tokens_details: { reasoning_tokens: reasoningTokens } }),
    ...(provenance === 'estimated' && { estimated: true }),
  };
}
