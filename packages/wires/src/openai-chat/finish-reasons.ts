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

/** Writes a finish reason; a service's own word where there is no other. */
export function writeFinishReason(reason: FinishReason, raw: string | undefined): string {
  return reason === 'other' ? (raw ?? 'stop') : words[reason];
}
