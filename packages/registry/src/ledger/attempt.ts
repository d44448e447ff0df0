import type { ErrorCode, FinishReason, Usage } from '@g4f/core';

/**
 * How an attempt ended: it answered (`won`), it went wrong (`failed`), another member was faster (`lost`), the call was over before it
 * (`aborted`: the caller's abort, a consumer who left, or an error that ended the call), or it was never asked (`skipped`).
 */
export type AttemptOutcome = 'won' | 'failed' | 'lost' | 'aborted' | 'skipped';

/** What went wrong, with nothing private in it. */
export interface AttemptError {
  readonly code: ErrorCode;
  readonly message: string;
  /** Upstream's HTTP status. */
  readonly status: number | undefined;
  /** Milliseconds. */
  readonly retryAfter: number | undefined;
}

/**
 * One member of a route, asked once or passed over: an entry of the ledger. Plain data without a prompt, an answer or a key.
 *
 * It has what a span by OpenTelemetry's conventions for generative AI needs: operation `chat`, `gen_ai.provider.name` from `provider`,
 * request and response model, usage, finish reason, `error.type` from `error.code`, and both ends of its time.
 * https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans
 */
export interface Attempt {
  /** The routes around it by id, the outermost first, the one that asked last. */
  readonly path: readonly string[];
  /** Which call of the outermost route, from 1. */
  readonly call: number;
  /** Which attempt of that call, from 1, in the order in which they began. */
  readonly attempt: number;
  /** The id of the member. */
  readonly provider: string;
  /** The member is a route, and what it asked is in the ledger too: count the one or the other. */
  readonly isRoute: boolean;
  /** The id of the model that it was asked for. */
  readonly model: string;
  /** The model that answered, if upstream said which. */
  readonly responseModel: string | undefined;
  readonly outcome: AttemptOutcome;
  /** Why it ended, in words. */
  readonly reason: string;
  readonly error: AttemptError | undefined;
  readonly finishReason: FinishReason | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds until its first content; `undefined` where none came. */
  readonly firstContentMs: number | undefined;
  /** Milliseconds until its end. */
  readonly totalMs: number;
  /** As upstream counted, also of one that lost, as far as it had come. */
  readonly usage: Usage | undefined;
  readonly provenance: 'reported' | 'estimated' | 'absent';
  /** USD, for the tokens in `usage`; `undefined` without a catalogue, a price or a count. */
  readonly cost: number | undefined;
}
