import type { Usage } from '@g4f/core';
import type { ModelPrice } from '../model-catalogue.ts';

const tokensPerPrice = 1_000_000;

/**
 * What so many tokens cost, in USD. A cache without a price of its own costs what other input does. `undefined` where nothing was
 * counted, or where what was counted has no price: a sum that leaves something out would look like a smaller bill.
 *
 * @example
 * costOf({ inputTokens: 1_000, outputTokens: 100 }, { input: 1, output: 5 }); // 0.0015
 */
export function costOf({ inputTokens, outputTokens, cachedInputTokens = 0, cacheWriteTokens = 0 }: Usage, price: ModelPrice): number | undefined {
  if (inputTokens === undefined && outputTokens === undefined) return undefined;
  const rows = [
    [Math.max(0, (inputTokens ?? 0) - cachedInputTokens - cacheWriteTokens), price.input],
    [cachedInputTokens, price.cachedInput ?? price.input],
    [cacheWriteTokens, price.cacheWrite ?? price.input],
    [outputTokens ?? 0, price.output],
  ] as const;
  let cost = 0;
  for (const [tokens, each] of rows) {
    if (tokens === 0) continue;
    if (each === undefined) return undefined;
    cost += tokens * each;
  }
  return cost / tokensPerPrice;
}
