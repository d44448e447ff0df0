import type { FinishReason } from '@g4f/core';

/**
 * What this wire's reasons mean. Any other is `other`.
 *
 * @see https://ai.google.dev/api/generate-content#FinishReason
 */
const meanings: { readonly [raw: string]: FinishReason } = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  CONTINUATION: 'length',
  SAFETY: 'content-filter',
  RECITATION: 'content-filter',
  BLOCKLIST: 'content-filter',
  PROHIBITED_CONTENT: 'content-filter',
  SPII: 'content-filter',
  IMAGE_SAFETY: 'content-filter',
  IMAGE_PROHIBITED_CONTENT: 'content-filter',
  IMAGE_RECITATION: 'content-filter',
};

const words: { readonly [Reason in FinishReason]: string } = { stop: 'STOP', length: 'MAX_TOKENS', 'tool-calls': 'STOP', 'content-filter': 'SAFETY', other: 'OTHER' };

/** What a reason means; the wire has no word for an answer that waits for results. */
export function readFinishReason(raw: string, hasToolCall: boolean): FinishReason {
  const reason = Object.hasOwn(meanings, raw) ? (meanings[raw] ?? 'other') : 'other';
  return reason === 'stop' && hasToolCall ? 'tool-calls' : reason;
}

/** The wire's word for a reason: the one that it came with, where that is a word of this wire. */
export function writeFinishReason(reason: FinishReason, raw = ''): string {
  return readFinishReason(raw, reason === 'tool-calls') === reason && /^[A-Z_]+$/.test(raw) ? raw : words[reason];
}
