import { expect, test } from 'vitest';
import { writeFinishReason } from './finish-reasons.ts';

test.each([
  ['stop', 'end_turn', { finish_reason: 'stop' }],
  ['tool-calls', undefined, { finish_reason: 'tool_calls' }],
  ['content-filter', 'SAFETY', { finish_reason: 'content_filter' }],
  ['other', undefined, { finish_reason: 'stop' }],
  // Not whole, and not a word that a strictly typed client would not know.
  ['other', 'insufficient_system_resource', { finish_reason: 'length', native_finish_reason: 'insufficient_system_resource' }],
] as const)('%s (%s) is written as one of the words that clients know', (reason, raw, written) => {
  expect(writeFinishReason(reason, raw)).toEqual(written);
});
