import type { LanguageModelV3Usage } from '@ai-sdk/provider';
import type { UsagePart } from '@g4f/core';

/** The rest of a sum of which all parts are known. */
const rest = (sum: number | undefined, ...parts: readonly (number | undefined)[]): number | undefined =>
  sum === undefined || parts.every((part) => part === undefined) ? undefined : Math.max(0, parts.reduce<number>((left, part) => left - (part ?? 0), sum));

/** Writes usage in the SDK's words; what is not known stays so. */
export function encodeUsage(part: UsagePart | undefined): LanguageModelV3Usage {
  const { inputTokens, outputTokens, cachedInputTokens, cacheWriteTokens, reasoningTokens } = part?.usage ?? {};
  return {
    inputTokens: { total: inputTokens, noCache: rest(inputTokens, cachedInputTokens, cacheWriteTokens), cacheRead: cachedInputTokens, cacheWrite: cacheWriteTokens },
    outputTokens: { total: outputTokens, text: rest(outputTokens, reasoningTokens), reasoning: reasoningTokens },
    ...(part?.provenance === 'estimated' ? { raw: { provenance: 'estimated' } } : {}),
  };
}
