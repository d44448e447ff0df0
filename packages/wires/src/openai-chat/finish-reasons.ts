import type { FinishReason } from '@g4f/core';

/** What the wire's words mean. */
const reasons: { readonly [word: string]: FinishReason } = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'content-filter',
};

/** The word for each reason that has one. */
const words: { readonly [R in Exclude<FinishReason, 'other'>]: string } = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool_calls',
  'content-filter': 'content_filter',
};

/**
 * Reads a finish reason. Some services say `stop` of an answer with tool calls: it waits for results all the same.
 *
 * @example
 * readFinishReason('insufficient_system_resource', false); // 'other'
 */
export function readFinishReason(word: string, hasToolCalls: boolean): FinishReason {
  const reason = (Object.hasOwn(reasons, word) ? reasons[word] : undefined) ?? 'other';
  return reason === 'stop' && hasToolCalls ? 'tool-calls' : reason;
}

/** How a choice ended, as its fields. */
export interface WrittenFinish {
  readonly finish_reason: string;
  /** A service's own word, where the wire has none for what it means. */
  readonly native_finish_reason?: string;
}

/**
 * Writes a finish reason. The wire's words are a closed list, and strictly typed clients fail at any other: an end for a reason of a
 * service's own is `length`, so that nobody takes the answer for a whole one, and the service's word stands beside it.
 */
export function writeFinishReason(reason: FinishReason, raw: string | undefined): WrittenFinish {
  if (reason !== 'other') return { finish_reason: words[reason] };
  return raw === undefined ? { finish_reason: 'stop' } : { finish_reason: 'length', native_finish_reason: raw };
}
