import type { FinishPart, FinishReason } from '@g4f/core';

/**
 * What each of the wire's stop reasons is. `pause_turn` is no `stop`: the service waits to be asked to go on.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons
 */
const reasons: { readonly [raw: string]: FinishReason } = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool-calls',
  refusal: 'content-filter',
  pause_turn: 'other',
};

const stopReasons: { readonly [R in FinishReason]: string } = {
  stop: 'end_turn',
  length: 'max_tokens',
  'tool-calls': 'tool_use',
  'content-filter': 'refusal',
  other: 'end_turn',
};

/** The finish that a stop reason stands for; one that is not known is `other`. */
export function finishOf(raw: string, model: string): FinishPart {
  return { type: 'finish', reason: Object.hasOwn(reasons, raw) ? (reasons[raw] ?? 'other') : 'other', raw, ...(model === '' ? {} : { model }) };
}

/** The stop reason for a finish: upstream's own word where it is one of this wire's and says the same. */
export function stopReasonOf({ reason, raw = '' }: Pick<FinishPart, 'reason' | 'raw'>): string {
  return Object.hasOwn(reasons, raw) && reasons[raw] === reason ? raw : stopReasons[reason];
}
