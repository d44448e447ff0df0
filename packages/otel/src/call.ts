import { isContent, isProviderError, modelId, type AsyncGeneratorProvider, type ChatRequest, type FinishPart, type Part, type UsagePart } from '@g4f/core';
import { context, SpanKind, trace, type Attributes } from '@opentelemetry/api';
import { inputOf, recordOutput } from './content.ts';
import { providerName } from './conventions.ts';
import { endOperation, type Outcome } from './end-operation.ts';
import { hasInner, noteInner } from './inner-spans.ts';
import { serverOf, settingsOf } from './request-attributes.ts';
import type { Telemetry } from './telemetry.ts';

/** What a call is. */
export interface CallInit {
  readonly provider: AsyncGeneratorProvider;
  readonly request: ChatRequest;
  readonly signal: AbortSignal;
  readonly captureContent: boolean;
  readonly isRoute: boolean;
  readonly telemetry: Telemetry;
}

/** One call with its span. */
export interface Call {
  /** Runs something with the span as the active one. */
  readonly inside: <T>(run: () => T) => T;
  /** Notes what came, and the end. Hands it on. */
  readonly note: (result: IteratorResult<Part, void>) => IteratorResult<Part, void>;
  /** Notes what went wrong. Throws it again. */
  readonly fail: (error: unknown) => never;
  /** The consumer went away. */
  readonly leave: () => void;
}

const modelOf = ({ models, aliases = {} }: AsyncGeneratorProvider, { model }: ChatRequest, isRoute: boolean): string | undefined => {
  if (model === undefined) return isRoute ? undefined : modelId(models[0]);
  return Object.hasOwn(aliases, model) ? aliases[model] : model;
};

/** Starts the span of a call. It ends once, however the call does. */
export function startCall({ provider, request, signal, captureContent, isRoute, telemetry }: CallInit): Call {
  const model = modelOf(provider, request, isRoute);
  const common: Attributes = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': providerName(provider.id),
    'gen_ai.request.model': model,
    ...(!isRoute && serverOf(provider)),
  };
  noteInner();
  const span = telemetry.tracer.startSpan(model === undefined ? 'chat' : `chat ${model}`, {
    kind: isRoute ? SpanKind.INTERNAL : SpanKind.CLIENT,
    attributes: { ...common, ...settingsOf(request), ...(captureContent && inputOf(request)) },
  });
  const around = trace.setSpan(context.active(), span);
  const output = captureContent ? recordOutput() : undefined;
  const start = performance.now();
  let [finish, counted, firstContentMs]: [FinishPart?, UsagePart?, number?] = [];
  let isOver = false;

  function end(error: Outcome['error'], wasLeft: boolean): void {
    if (isOver) return;
    isOver = true;
    const isCountedInside = hasInner(span);
    const more = { ...output?.attributes(finish?.reason ?? (error === undefined ? 'other' : 'error')), ...(wasLeft && { 'g4f.outcome': 'aborted' }) };
    const usage = isCountedInside ? undefined : counted?.usage;
    const provenance = usage === undefined ? 'absent' : (counted?.provenance ?? 'absent');
    endOperation(span, common, { responseModel: finish?.model, finishReason: finish?.reason, usage, provenance, error, firstContentMs, totalMs: performance.now() - start, more }, telemetry);
  }

  return {
    inside: (run) => context.with(around, run),
    note(result) {
      if (result.done === true) {
        end(undefined, false);
        return result;
      }
      const part = result.value;
      if (firstContentMs === undefined && isContent(part)) firstContentMs = performance.now() - start;
      if (part.type === 'usage') counted = part;
      else if (part.type === 'finish') finish = part;
      output?.note(part);
      return result;
    },
    fail(error) {
      if (isProviderError(error)) end({ code: error.code, message: error.message, status: error.status }, false);
      else if (signal.aborted) end(undefined, true);
      else end({ code: 'upstream', message: 'an error that no provider may throw', status: undefined }, false);
      throw error;
    },
    leave() {
      end(undefined, finish === undefined);
    },
  };
}
