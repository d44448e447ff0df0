import type { Usage } from '@g4f/core';
import type { JsonObject } from '../values/json.ts';
import { recordOf } from './record.ts';

/** Token counts as the wire has them, the last one of each. */
export type WireUsage = JsonObject;

const count = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0);

/**
 * The counts of a `usage` object. The wire tells what was read from a cache and written to one apart from `input_tokens`; ours is
 * the whole prompt. Zero stands for unknown: no prompt and no answer has no token, and servers that do not count write it.
 */
export function readUsage(value: unknown): Usage | undefined {
  const usage = recordOf(value);
  const cached = count(usage['cache_read_input_tokens']);
  const written = count(usage['cache_creation_input_tokens']);
  const input = count(usage['input_tokens']) + cached + written;
  const output = count(usage['output_tokens']);
  const reasoning = count(recordOf(usage['output_tokens_details'])['thinking_tokens']);
  if (input + output === 0) return undefined;
  return {
    ...(input > 0 && { inputTokens: input }),
    ...(output > 0 && { outputTokens: output }),
    ...(cached > 0 && { cachedInputTokens: cached }),
    ...(written > 0 && { cacheWriteTokens: written }),
    ...(reasoning > 0 && { reasoningTokens: reasoning }),
  };
}

/** Counts of `message_start`, with those that a `message_delta` brings anew: its nulls and zeros say nothing. */
export function mergeUsage(earlier: WireUsage, later: unknown): WireUsage {
  return { ...earlier, ...Object.fromEntries(Object.entries(recordOf(later)).filter(([, value]) => value !== null && value !== 0)) };
}

/** Writes counts; 0, which the wire wants in their place, for those that are unknown. */
export function writeUsage({ inputTokens = 0, outputTokens = 0, cachedInputTokens = 0, cacheWriteTokens = 0, reasoningTokens }: Usage) {
  return {
    input_tokens: Math.max(0, inputTokens - cachedInputTokens - cacheWriteTokens),
    cache_creation_input_tokens: cacheWriteTokens,
    cache_read_input_tokens: cachedInputTokens,
    output_tokens: outputTokens,
    output_tokens_details: reasoningTokens === undefined ? null : { thinking_tokens: reasoningTokens },
    server_tool_use: null,
  };
}
