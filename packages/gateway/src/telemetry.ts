export { answerMetrics, clusterMetrics } from './telemetry/cluster-metrics.ts';
export { createLog, type Log, type LogFields, type LogLevel, type LogOptions, levelOf, requestFields } from './telemetry/log.ts';
export { createMetrics, type Metrics, type MetricsOptions } from './telemetry/metrics.ts';
export { metricsEndpoint, type MetricsEndpointOptions } from './telemetry/metrics-endpoint.ts';
export { observeGateway } from './telemetry/observe.ts';
export type { Observer, RequestRecord } from './telemetry/request-record.ts';
export { createTracing } from './telemetry/tracing.ts';
