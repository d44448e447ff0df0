/** How far back one looks, and in what steps. Milliseconds. */
export interface Window {
  readonly step: number;
  /** Steps that are kept. */
  readonly steps: number;
}

const [second, minute, hour] = [1_000, 60_000, 3_600_000];

/** What may be looked at, by name. The finest step is what all others are made of. */
export const windows = {
  '15m': { step: 10 * second, steps: 90 },
  '1h': { step: minute, steps: 60 },
  '24h': { step: 15 * minute, steps: 96 },
  '7d': { step: 2 * hour, steps: 84 },
} as const satisfies { readonly [name: string]: Window };

/** The name of a window. */
export type WindowName = keyof typeof windows;

/** The finest step, ms. */
export const finest = windows['15m'].step;

export const isWindow = (name: string): name is WindowName => Object.hasOwn(windows, name);
