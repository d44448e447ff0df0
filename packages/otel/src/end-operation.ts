import type { ErrorCode, FinishReason, Usage } from '@g4f/core';
import { SpanStatusCode, type Attributes, type Span, type TimeInput } from '@opentelemetry/api';
import type { Telemetry } from './telemetry.ts';

/** What is known of a call when it is over. Times are milliseconds. */
export interface Outcome {
  readonly responseModel: string | undefined;
  readonly finishReason: FinishReason | undefined;
  /** `undefined` where nobody counted, or where it is counted by somebody else's span. */
  readonly usage: Usage | undefined;
  readonly provenance: 'reported' | 'estimated' | 'absent';
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly status: number | undefined } | undefined;
  readonly firstContentMs: number | undefined;
  readonly totalMs: number;
  /** What else is said of it. */
  readonly more?: Attributes | undefined;
  /** @default now */
  readonly endedAt?: TimeInput | undefined;
}

const usageOf = ({ inputTokens, outputTokens, cachedInputTokens, cacheWriteTokens, reasoningTokens }: Usage): Attributes => ({
  'gen_ai.usage.input_tokens': inputTokens,
  'gen_ai.usage.output_tokens': outputTokens,
  'gen_ai.usage.cache_read.input_tokens': cachedInputTokens,
  'gen_ai.usage.cache_creation.input_tokens': cacheWriteTokens,
  'gen_ai.usage.reasoning.output_tokens': reasoningTokens,
});

/**
 * Ends the span of a call, and counts the call. A guess of tokens is on the span, with its provenance, and never in a metric.
 *
 * @param common what span and metrics have in common
 */
export function endOperation(span: Span, common: Attributes, outcome: Outcome, { tokens, duration, firstChunk }: Telemetry): void {
  const { responseModel, finishReason, usage, provenance, error, firstContentMs, totalMs, more, endedAt } = outcome;
  const labels: Attributes = { ...common, 'gen_ai.response.model': responseModel };
  const failed: Attributes = { ...labels, 'error.type': error?.code };
  const firstChunkSeconds = firstContentMs === undefined ? undefined : firstContentMs / 1000;
  if (span.isRecording()) {
    span.setAttributes({
      ...failed,
      'http.response.status_code': error?.status,
      'gen_ai.response.finish_reasons': finishReason === undefined ? undefined : [finishReason],
      'gen_ai.response.time_to_first_chunk': firstChunkSeconds,
      ...(usage && { ...usageOf(usage), 'g4f.usage.provenance': provenance }),
      ...more,
    });
    if (error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
  }
  span.end(endedAt);
  duration.record(totalMs / 1000, failed);
  if (firstChunkSeconds !== undefined) firstChunk.record(firstChunkSeconds, labels);
  if (provenance !== 'reported') return;
  if (usage?.inputTokens !== undefined) tokens.record(usage.inputTokens, { ...labels, 'gen_ai.token.type': 'input' });
  if (usage?.outputTokens !== undefined) tokens.record(usage.outputTokens, { ...labels, 'gen_ai.token.type': 'output' });
}
