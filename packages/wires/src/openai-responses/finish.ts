import type { FinishPart } from '@g4f/core';
import { isObject, textOf, type JsonObject } from '../values/json.ts';

/** How an answer ended whose response is whole. Calls in it wait for results. */
export function readFinish(response: JsonObject, { hasCalls, isRefused }: { readonly hasCalls: boolean; readonly isRefused: boolean }): FinishPart {
  const model = textOf(response['model']);
  const named = model === undefined ? {} : { model };
  const details = response['incomplete_details'];
  const raw = textOf(isObject(details) ? details['reason'] : undefined) ?? textOf(response['status']) ?? 'completed';
  if (response['status'] === 'incomplete') {
    const reason = raw === 'max_output_tokens' ? 'length' : raw === 'content_filter' ? 'content-filter' : 'other';
    return { type: 'finish', reason, raw, ...named };
  }
  if (isRefused) return { type: 'finish', reason: 'content-filter', raw: 'refusal', ...named };
  return { type: 'finish', reason: hasCalls ? 'tool-calls' : 'stop', raw, ...named };
}
