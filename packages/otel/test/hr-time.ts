import type { HrTime } from '@opentelemetry/api';

/** Milliseconds. */
export const hrTimeToMs = ([seconds, nanoseconds]: HrTime = [Number.NaN, 0]): number => seconds * 1_000 + nanoseconds / 1e6;
