import type { Attributes, Span, TextMapGetter } from '@opentelemetry/api';
import type { GatewayRequest } from '../exchange.ts';
import type { Observer, RequestRecord } from './request-record.ts';

/** https://opentelemetry.io/docs/specs/semconv/http/http-spans */
function attributesOf({ method, route, status, outcome, error }: RequestRecord): Attributes {
  return {
    'http.request.method': method,
    'http.route': route,
    'http.response.status_code': status,
    ...((outcome === 'failed' || status >= 500) && { 'error.type': error ?? String(status) }),
  };
}

const headersOf: TextMapGetter<GatewayRequest> = {
  keys: () => [],
  get: (request, name) => request.header(name.toLowerCase()),
};

/**
 * Makes a span of each request: a child of the client's own, by W3C's `traceparent`. `@opentelemetry/api` is loaded here; where it is
 * not installed, or nobody has registered an SDK, there is nothing to trace, and `undefined` comes back.
 *
 * The span is the active one while providers are asked, so that what they send carries the trace on where the app instruments its HTTP
 * client (`@opentelemetry/instrumentation-undici`). Where `@g4f/otel` is installed each attempt at a provider is a span below it.
 *
 * @example
 * const tracing = await createTracing();
 * const gateway = observeGateway(options, tracing === undefined ? [log] : [log, tracing]);
 */
export async function createTracing(): Promise<Observer | undefined> {
  const api = await import('@opentelemetry/api').catch(() => undefined);
  if (api === undefined) return undefined;
  const { context, propagation, ProxyTracerProvider, SpanKind, SpanStatusCode, trace } = api;
  const provider = trace.getTracerProvider();
  if (provider instanceof ProxyTracerProvider && provider.getDelegateTracer('@g4f/gateway') === undefined) return undefined;
  const tracer = trace.getTracer('@g4f/gateway');
  const spans = new WeakMap<GatewayRequest, Span>();
  const otel = await import('@g4f/otel').catch(() => undefined);
  const traceAttempt = otel?.traceAttempts();

  return {
    onAttempt(attempt, request) {
      const span = request === undefined ? undefined : spans.get(request);
      if (traceAttempt !== undefined && span !== undefined) context.with(trace.setSpan(context.active(), span), traceAttempt, undefined, attempt);
    },
    onRequest(record, request) {
      const span = spans.get(request);
      if (span === undefined) return;
      span.setAttributes(attributesOf(record)).updateName(`${record.method} ${record.route}`);
      // A client's own mistake is no error of the server's span.
      if (record.status >= 500 || (record.outcome === 'failed' && record.status < 400)) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
    around(request, answer) {
      const parent = propagation.extract(context.active(), request, headersOf);
      const span = tracer.startSpan(request.method, { kind: SpanKind.SERVER }, parent);
      spans.set(request, span);
      return context.with(trace.setSpan(parent, span), answer);
    },
  };
}
