import type { Attempt } from '@g4f/registry/routes';
import { context, SpanKind, trace, type Attributes } from '@opentelemetry/api';
import { providerName } from './conventions.ts';
import { endOperation } from './end-operation.ts';
import { noteInner } from './inner-spans.ts';
import { lazyTelemetry, type TelemetryOptions } from './telemetry.ts';

/**
 * Makes an `onAttempt` for a route: each attempt becomes a client span with its own start and end, below the span that is active, and is
 * counted in the metrics. One that was skipped is an event on that span. Attempts that are routes make none: what they asked does.
 *
 * @example
 * const route = traced(fallback([first, second], { onAttempt: traceAttempts() }), { isRoute: true });
 */
export function traceAttempts(options: TelemetryOptions = {}): (attempt: Attempt) => void {
  const telemetry = lazyTelemetry(options);
  return ({ path, attempt, provider, isRoute, model, responseModel, outcome, reason, error, finishReason, startedAt, firstContentMs, totalMs, usage, provenance, cost }) => {
    if (isRoute) return;
    const common: Attributes = { 'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': providerName(provider), 'gen_ai.request.model': model };
    if (outcome === 'skipped') {
      trace.getSpan(context.active())?.addEvent('g4f.attempt.skipped', { ...common, 'g4f.attempt.reason': reason, 'error.type': error?.code });
      return;
    }
    noteInner();
    const more: Attributes = {
      'g4f.route.path': [...path],
      'g4f.attempt.number': attempt,
      'g4f.attempt.outcome': outcome,
      'g4f.attempt.reason': outcome === 'won' ? undefined : reason,
      'g4f.usage.cost': cost,
    };
    const span = telemetry().tracer.startSpan(`chat ${model}`, { kind: SpanKind.CLIENT, startTime: new Date(startedAt), attributes: common });
    const endedAt = new Date(startedAt + totalMs);
    // One that another outran, or that was given up, has no error of its own.
    endOperation(span, common, { responseModel, finishReason, usage, provenance, error: outcome === 'failed' ? error : undefined, firstContentMs, totalMs, more, endedAt }, telemetry());
  };
}
