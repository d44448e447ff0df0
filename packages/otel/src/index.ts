export type { TelemetryOptions } from './telemetry.ts';
export { traceAttempts } from './trace-attempts.ts';
export { traced, type TracedOptions } from './traced.ts';
