import type { Usage } from '@g4f/core';
import { countOf, type JsonObject } from '../values/json.ts';
import type { GeminiUsage } from './format.ts';

const sum = (...counts: readonly (number | undefined)[]): number | undefined =>
  counts.every((count) => count === undefined) ? undefined : counts.reduce<number>((total, count) => total + (count ?? 0), 0);

/** The wire counts thoughts apart from the rest of what the model wrote, and what its own tools fed back to it apart from the prompt. */
export function readUsage(raw: JsonObject): Usage {
  const reasoningTokens = countOf(raw['thoughtsTokenCount']);
  const cachedInputTokens = countOf(raw['cachedContentTokenCount']);
  const inputTokens = sum(countOf(raw['promptTokenCount']), countOf(raw['toolUsePromptTokenCount']));
  const outputTokens = sum(countOf(raw['candidatesTokenCount']), reasoningTokens);
  return {
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(cachedInputTokens !== undefined && { cachedInputTokens }),
    ...(reasoningTokens !== undefined && { reasoningTokens }),
  };
}

/** Writes usage as the wire counts it. */
export function writeUsage({ inputTokens, outputTokens, cachedInputTokens, reasoningTokens }: Usage): GeminiUsage {
  const total = sum(inputTokens, outputTokens);
  return {
    ...(inputTokens !== undefined && { promptTokenCount: inputTokens }),
    ...(cachedInputTokens !== undefined && { cachedContentTokenCount: cachedInputTokens }),
    ...(outputTokens !== undefined && { candidatesTokenCount: Math.max(0, outputTokens - (reasoningTokens ?? 0)) }),
    ...(reasoningTokens !== undefined && { thoughtsTokenCount: reasoningTokens }),
    ...(total !== undefined && { totalTokenCount: total }),
  };
}
