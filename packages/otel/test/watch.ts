import { context, type Attributes } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { AggregationTemporality, DataPointType, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

/** What was recorded by one histogram under one set of attributes. */
export interface Recorded {
  readonly attributes: Attributes;
  readonly count: number;
  readonly sum: number | undefined;
  readonly boundaries: readonly number[];
}

/** An SDK in memory. Until it is disposed of, the process keeps track of the active span. */
export function watch() {
  const spans = new InMemorySpanExporter();
  const exported = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const tracers = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] });
  const meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter: exported, exportIntervalMillis: 1_000_000 })] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  return {
    tracers,
    meters,
    telemetry: { tracer: tracers.getTracer('test'), meter: meters.getMeter('test') },
    spans: () => spans.getFinishedSpans(),
    async metric(name: string): Promise<readonly Recorded[]> {
      exported.reset();
      await meters.forceFlush();
      const found = exported.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics)).find(({ descriptor }) => descriptor.name === name);
      if (found?.dataPointType !== DataPointType.HISTOGRAM) return [];
      return found.dataPoints.map(({ attributes, value }) => ({ attributes, count: value.count, sum: value.sum, boundaries: value.buckets.boundaries }));
    },
    async [Symbol.asyncDispose]() {
      context.disable();
      await Promise.all([tracers.shutdown(), meters.shutdown()]);
    },
  };
}
