import type { Attempt, Health } from '@g4f/registry/routes';
import { bounded } from './bounded.ts';
import type { Observer, RequestRecord } from './request-record.ts';

/** What metrics are taken of, besides what an observer is told. */
export interface MetricsOptions {
  /** Whose circuit breakers are shown. */
  readonly health?: Pick<Health, 'list'> | undefined;
  /** Whether the state that gateways share is there; `undefined` where none is shared. */
  readonly isShared?: (() => boolean) | undefined;
  /** With metrics of the process: memory, event loop, garbage collection. @default true */
  readonly process?: boolean | undefined;
}

/** Metrics of a gateway, for Prometheus. */
export interface Metrics extends Observer {
  /** All of them, in Prometheus' text format. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

/** Models that are shown by name, and breakers that are shown. */
const mostModels = 200;
const seconds = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const circuits = { closed: 0, 'half-open': 1, open: 2 } as const;

/**
 * Makes the metrics of a gateway. `prom-client` is loaded here, and not before. Labels are bounded: providers, routes and callers are
 * those of the configuration, and of models the first 200 are named.
 *
 * @example
 * const metrics = await createMetrics({ health });
 * const gateway = observeGateway({ providers, health, endpoints: [metricsEndpoint(metrics.text)] }, [metrics]);
 */
export async function createMetrics({ health, isShared, process: withProcess = true }: MetricsOptions = {}): Promise<Metrics> {
  const prometheus = await import('prom-client');
  const { AggregatorRegistry, Counter, Gauge, Histogram } = prometheus.default;
  const registry = new prometheus.default.Registry();
  const registers = [registry];
  // In a worker of a cluster the primary adds up those of all.
  new AggregatorRegistry();
  AggregatorRegistry.setRegistries(registry);
  if (withProcess) prometheus.default.collectDefaultMetrics({ register: registry });
  const modelName = bounded(mostModels);

  const inFlight = new Gauge({ name: 'g4f_requests_in_flight', help: 'Requests under way.', registers });
  const requests = new Counter({ name: 'g4f_requests_total', help: 'Requests that are over.', labelNames: ['method', 'route', 'status', 'outcome'], registers });
  const latency = new Histogram({ name: 'g4f_request_duration_seconds', help: 'Time to the end of the answer.', labelNames: ['route'], buckets: seconds, registers });
  const attempts = new Counter({ name: 'g4f_attempts_total', help: 'Attempts at providers; code is that of the error.', labelNames: ['provider', 'outcome', 'code'], registers });
  const duration = new Histogram({ name: 'g4f_attempt_duration_seconds', help: 'Time to the end of an attempt.', labelNames: ['provider'], buckets: seconds, registers });
  const first = new Histogram({ name: 'g4f_time_to_first_content_seconds', help: 'Time to the first content of an attempt.', labelNames: ['provider'], buckets: seconds, registers });
  const tokens = new Counter({ name: 'g4f_tokens_total', help: 'Tokens as upstream counted them.', labelNames: ['provider', 'model', 'type'], registers });
  const uncounted = new Counter({ name: 'g4f_usage_total', help: 'Answered attempts by where their usage comes from.', labelNames: ['provider', 'provenance'], registers });
  const cost = new Counter({ name: 'g4f_cost_usd_total', help: 'What answers came to, where the price is known.', labelNames: ['provider', 'model'], registers });
  const callerTokens = new Counter({ name: 'g4f_caller_tokens_total', help: 'Tokens of each key, estimated where upstream does not count.', labelNames: ['caller', 'type'], registers });
  const callerCost = new Counter({ name: 'g4f_caller_cost_usd_total', help: 'What the answers to each key came to, where the price is known.', labelNames: ['caller'], registers });
  new Gauge({
    name: 'g4f_breaker_state',
    help: 'Circuit breakers: 0 closed, 1 half open, 2 open.',
    labelNames: ['provider', 'model'],
    registers,
    aggregator: 'max',
    collect() {
      this.reset();
      for (const { provider, model, circuit } of health?.list().slice(-mostModels) ?? []) this.set({ provider, model }, circuits[circuit]);
    },
  });
  if (isShared !== undefined) {
    new Gauge({ name: 'g4f_shared_state_up', help: '1 while Redis is there, 0 while this gateway counts alone.', registers, aggregator: 'min', collect() {
      this.set(isShared() ? 1 : 0);
    } });
  }

  function onAttempt({ provider, model: asked, outcome, error, totalMs, firstContentMs, usage, provenance, cost: usd }: Attempt): void {
    attempts.inc({ provider, outcome, code: error?.code ?? '' });
    if (outcome === 'skipped') return;
    duration.observe({ provider }, totalMs / 1_000);
    if (firstContentMs !== undefined) {
      first.observe({ provider }, firstContentMs / 1_000);
      uncounted.inc({ provider, provenance });
    }
    const model = modelName(asked);
    const counted = { input: usage?.inputTokens, output: usage?.outputTokens, cached_input: usage?.cachedInputTokens, reasoning: usage?.reasoningTokens };
    for (const [type, count] of Object.entries(counted)) if (count !== undefined && count > 0) tokens.inc({ provider, model, type }, count);
    if (usd !== undefined && usd > 0) cost.inc({ provider, model }, usd);
  }

  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    onStart: () => {
      inFlight.inc();
    },
    onAttempt,
    onRequest({ method, route, status, outcome, ms, caller, inputTokens, outputTokens, cost: usd }: RequestRecord) {
      inFlight.dec();
      requests.inc({ method: methods.has(method) ? method : 'other', route, status, outcome });
      latency.observe({ route }, ms / 1_000);
      if (caller === undefined) return;
      if (inputTokens > 0) callerTokens.inc({ caller, type: 'input' }, inputTokens);
      if (outputTokens > 0) callerTokens.inc({ caller, type: 'output' }, outputTokens);
      if (usd > 0) callerCost.inc({ caller }, usd);
    },
  };
}
