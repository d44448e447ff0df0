import { estimateTokens, requirementsOf } from '@g4f/registry';
import type { ChatRequest, Part } from '@g4f/core';
import type { Attempt } from '@g4f/registry/routes';
import type { Spent } from '../access.ts';
import { isRelayed, relayedTokens } from '../relay/relayed-bytes.ts';

/** What an answer comes to where upstream does not count: the tokens of its text, estimated. */
export interface Meter {
  readonly note: (part: Part) => void;
  /** All that a call has used, the attempts that were lost included. */
  readonly spent: (attempts: readonly Attempt[]) => Spent;
}

const textOf = (part: Part): string => {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return part.text;
    case 'tool-call-delta':
      return part.arguments;
    default:
      return '';
  }
};

/** Counts one call. */
export function createMeter(request: ChatRequest): Meter {
  let outputTokens = 0;
  /** What is counted only where upstream does not. */
  let uncounted: (() => number) | undefined;
  return {
    note(part) {
      if (isRelayed(part)) {
        const tokens = relayedTokens(part);
        if (typeof tokens === 'number') outputTokens += tokens;
        else uncounted = tokens;
        return;
      }
      const text = textOf(part);
      if (text !== '') outputTokens += Math.max(1, estimateTokens(text));
    },
    spent(attempts) {
      let spent: Spent = { inputTokens: 0, outputTokens: 0, cost: 0 };
      for (const { isRoute, usage, cost = 0, firstContentMs } of attempts) {
        if (isRoute) continue;
        // An answer that nobody counted was given all the same.
        const counted = usage ?? (firstContentMs === undefined ? {} : { inputTokens: requirementsOf(request).inputTokens, outputTokens: outputTokens + (uncounted?.() ?? 0) });
        spent = {
          inputTokens: spent.inputTokens + (counted.inputTokens ?? 0),
          outputTokens: spent.outputTokens + Math.round(counted.outputTokens ?? 0),
          cost: spent.cost + cost,
        };
      }
      return spent;
    },
  };
}
