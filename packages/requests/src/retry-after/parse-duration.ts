/** Milliseconds. */
const units: { readonly [unit: string]: number } = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1, us: 0.001, µs: 0.001, ns: 0.000_001 };

const duration = /^(\d+(\.\d+)?(ns|us|µs|ms|[smhd]))+$/;
const step = /(\d+(?:\.\d+)?)([a-zµ]+)/gy;

/** Reads a duration in the way of Go, such as `1s`, `6m0s` or `120ms`, as milliseconds; `undefined` for anything else. */
export function parseDuration(text: string): number | undefined {
  if (!duration.test(text)) return undefined;
  return [...text.matchAll(step)].reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (units[unit] ?? 0), 0);
}
