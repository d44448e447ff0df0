/** How long something is counted before it begins anew: by the clock, in UTC, so that all gateways begin together. */
export type Period = 'minute' | 'day' | 'month';

/** One stretch of a period. */
export interface Stretch {
  /** Tells it from every other one of its period. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

const minute = 60_000;
const day = 86_400_000;

/** The stretch that a moment lies in. */
export function stretchAt(period: Period, now: number): Stretch {
  if (period === 'month') {
    const date = new Date(now);
    return { id: date.toISOString().slice(0, 7), endsAt: Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) };
  }
  const length = period === 'minute' ? minute : day;
  const index = Math.floor(now / length);
  return { id: `${period[0] ?? ''}${index}`, endsAt: (index + 1) * length };
}
