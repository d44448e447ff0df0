import { errorCodes, type ErrorCode, type FinishPart, type UsagePart } from '@g4f/core';
import type { AnswerContext } from '../chat-wire.ts';
import { isObject } from '../values/json.ts';
import { writeUsage } from './usage.ts';

/** How a response is. */
export type ResponseStatus = 'in_progress' | 'completed' | 'incomplete' | 'failed';

/** What of a request an answer repeats, and what stands there where it was not asked. */
const repeated = {
  instructions: null,
  max_output_tokens: null,
  max_tool_calls: null,
  metadata: {},
  parallel_tool_calls: true,
  reasoning: { effort: null, summary: null },
  temperature: null,
  text: { format: { type: 'text' } },
  tool_choice: 'auto',
  tools: [],
  top_p: null,
  truncation: 'disabled',
} as const;

function repeat(asked: unknown): object {
  const given = isObject(asked) ? asked : {};
  return Object.fromEntries(Object.entries(repeated).map(([key, nothing]) => [key, given[key] ?? nothing]));
}

/** Makes what a response says of itself besides its items and its end. Nothing is stored here. */
export function responseHead({ id, model, created, asked }: AnswerContext): object {
  return { id, object: 'response', created_at: created, model, ...repeat(asked), access_programs: null, background: false, previous_response_id: null, store: false };
}

/** How a response is that ended so, and why it is not complete. */
export function writeEnding(finish: FinishPart | undefined): { readonly status: 'completed' | 'incomplete'; readonly incomplete_details: { readonly reason: string } | null } {
  if (finish?.reason === 'length') return { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } };
  if (finish?.reason === 'content-filter') return { status: 'incomplete', incomplete_details: { reason: 'content_filter' } };
  return { status: 'completed', incomplete_details: null };
}

/** The word for a failure of a response: the wire's own list has three for what can go wrong here. The `error` event before it tells more. */
export function failureWord(code: ErrorCode): 'rate_limit_exceeded' | 'invalid_prompt' | 'server_error' {
  if (code === 'rate-limited') return 'rate_limit_exceeded';
  return errorCodes[code].status < 500 ? 'invalid_prompt' : 'server_error';
}

/** Makes the whole object of a response. */
export function writeResponse(
  head: object,
  { status, output, usage, error = null, incomplete_details = null }: {
    readonly status: ResponseStatus;
    readonly output: readonly object[];
    readonly usage?: UsagePart | undefined;
    readonly error?: { readonly code: string; readonly message: string } | null;
    readonly incomplete_details?: { readonly reason: string } | null;
  },
): object {
  return { ...head, status, error, incomplete_details, output, ...(usage !== undefined && { usage: writeUsage(usage) }) };
}
