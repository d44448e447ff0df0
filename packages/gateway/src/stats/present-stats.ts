import type { HealthReport } from '@g4f/registry/routes';
import { nothing, sum, type Cell } from './cell.ts';
import type { StatsPart, StatsQuestion } from './create-stats.ts';
import { percentilesOf, type Percentiles } from './percentiles.ts';
import { windows } from './windows.ts';

/** A stretch of time in numbers. Times are milliseconds. */
interface Summary extends Omit<Cell, 'latency' | 'first'> {
  readonly latency: Percentiles;
  readonly first: Percentiles;
}

/** What else than counts is shown. */
export interface StatsWorld {
  readonly now: number;
  readonly health: readonly HealthReport[];
  /** Ids of the registry's providers. */
  readonly providers: readonly string[];
  /** Ids of those who may ask. */
  readonly keys: readonly string[];
}

const summaryOf = ({ latency, first, ...counts }: Cell): Summary => ({ ...counts, latency: percentilesOf(latency), first: percentilesOf(first) });

const columns = ['requests', 'failed', 'aborted', 'hits', 'inputTokens', 'outputTokens', 'cost'] as const;
const shares = ['p50', 'p95', 'p99'] as const;

/** One list for each number, as charts take them. */
function seriesOf(cells: readonly Summary[], from: number, step: number): object {
  const codes = [...new Set(cells.flatMap(({ errors }) => Object.keys(errors)))].toSorted();
  const times = (of: 'latency' | 'first') => Object.fromEntries(shares.map((share) => [share, cells.map((cell) => cell[of][share])]));
  return {
    time: cells.map((_, index) => from + index * step),
    ...Object.fromEntries(columns.map((name) => [name, cells.map((cell) => cell[name])])),
    latency: times('latency'),
    first: times('first'),
    errors: Object.fromEntries(codes.map((code) => [code, cells.map(({ errors }) => errors[code] ?? 0)])),
  };
}

/** Adds up what processes know, and makes of it what is shown. */
export function presentStats(parts: readonly StatsPart[], { window, of }: StatsQuestion, { now, health, providers, keys }: StatsWorld): object {
  const { step, steps } = windows[window];
  const last = Math.floor(now / step);
  const cells = Array.from({ length: steps }, (_, index) => {
    const at = last - steps + 1 + index;
    return summaryOf(parts.reduce<Cell>((total, { points }) => sum(total, points[at]), nothing));
  });
  const totals = new Map<string, Cell>();
  for (const part of parts) for (const [series, cell] of Object.entries(part.totals)) totals.set(series, sum(totals.get(series), cell));
  const idsOf = (kind: string, known: readonly string[]): readonly string[] => {
    const seen = [...totals.keys()].filter((series) => series.startsWith(kind)).map((series) => series.slice(kind.length));
    return [...new Set([...known, ...seen])];
  };
  const breakersOf = (id: string): readonly object[] =>
    health.filter(({ provider }) => provider === id).map(({ model, circuit, openUntil, successes, failures, lastError }) => ({ model, circuit, openUntil, successes, failures, lastError }));
  const totalOf = (series: string): Summary => summaryOf(totals.get(series) ?? nothing);
  return {
    object: 'stats',
    at: now,
    window,
    step,
    of,
    inFlight: parts.reduce((total, { inFlight }) => total + inFlight, 0),
    series: seriesOf(cells, (last - steps + 1) * step, step),
    total: totalOf(of),
    providers: idsOf('provider:', providers).map((id) => ({ id, ...totalOf(`provider:${id}`), breakers: breakersOf(id) })),
    keys: idsOf('key:', keys).map((id) => ({ id, ...totalOf(`key:${id}`) })),
  };
}
