import type { SseEvent } from '../src/sse.ts';

/** Server-sent events of JSON values, as a service would send them. */
export const sseEvents = (...values: readonly unknown[]): SseEvent[] => values.map((value) => ({ data: typeof value === 'string' ? value : JSON.stringify(value) }));
