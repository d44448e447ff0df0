import { metrics, trace, type Histogram, type Meter, type Tracer } from '@opentelemetry/api';
import { buckets, schemaUrl } from './conventions.ts';

/** Where spans and metrics go. */
export interface TelemetryOptions {
  /** @default the one of the SDK that the process has registered; without an SDK nothing happens */
  readonly tracer?: Tracer | undefined;
  /** @default likewise */
  readonly meter?: Meter | undefined;
}

/** A tracer and the instruments of a meter. */
export interface Telemetry {
  readonly tracer: Tracer;
  readonly tokens: Histogram;
  readonly duration: Histogram;
  readonly firstChunk: Histogram;
}

const scope = '@g4f/otel';

function settle({ tracer, meter }: TelemetryOptions): Telemetry {
  const from = meter ?? metrics.getMeter(scope, undefined, { schemaUrl });
  const inSeconds = (description: string) => ({ description, unit: 's', advice: { explicitBucketBoundaries: [...buckets.seconds] } });
  return {
    tracer: tracer ?? trace.getTracerProvider().getTracer(scope, undefined, { schemaUrl }),
    tokens: from.createHistogram('gen_ai.client.token.usage', {
      description: 'Number of input and output tokens used.',
      unit: '{token}',
      advice: { explicitBucketBoundaries: [...buckets.tokens] },
    }),
    duration: from.createHistogram('gen_ai.client.operation.duration', inSeconds('GenAI operation duration.')),
    firstChunk: from.createHistogram('gen_ai.client.operation.time_to_first_chunk', inSeconds('Time to receive the first chunk.')),
  };
}

/** Settles where telemetry goes, once it is first needed: the SDK may be registered after providers are made. */
export function lazyTelemetry(options: TelemetryOptions): () => Telemetry {
  let settled: Telemetry | undefined;
  return () => (settled ??= settle(options));
}
