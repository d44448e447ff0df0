import type { Attempt } from '@g4f/registry/routes';
import { bounded } from '../telemetry/bounded.ts';
import type { Observer, RequestRecord } from '../telemetry/request-record.ts';
import { sum, type Cell, type Counting } from './cell.ts';
import { binOf } from './percentiles.ts';
import { startSlot, type Slot } from './slot.ts';
import { finest, windows, type WindowName } from './windows.ts';

/** What one wants to see. */
export interface StatsQuestion {
  readonly window: WindowName;
  /** `all`, `provider:` and an id, or `key:` and an id. */
  readonly of: string;
}

/** What one process knows: plain JSON. Processes add theirs up. */
export interface StatsPart {
  /** Cells of the series that was asked for, by the number of their step. */
  readonly points: { readonly [index: number]: Cell };
  /** Every series over the whole window. */
  readonly totals: { readonly [series: string]: Cell };
  /** Requests under way. */
  readonly inFlight: number;
  /** When the process began to count, milliseconds since 1970. */
  readonly since: number;
}

/** Numbers of a gateway over time. */
export interface Stats extends Observer {
  readonly part: (question: StatsQuestion) => StatsPart;
}

/** Providers, keys and errors that are counted by name; what comes after them is `other`. */
const mostNames = 64;
/** Routes that are of no interest to who watches answers. */
const isAside = (route: string): boolean => route === 'none' || route.startsWith('/admin/') || route === '/v1/explain' || route.endsWith('/probe');

function hit(bins: Map<number, number>, ms: number): void {
  const bin = binOf(ms);
  bins.set(bin, (bins.get(bin) ?? 0) + 1);
}

type Cells = Map<string, Cell>;
/** The steps of a window, by number. */
type Steps = Map<number, Cells>;

function addAll(cells: Cells, more: ReadonlyMap<string, Cell>): void {
  for (const [series, cell] of more) cells.set(series, sum(cells.get(series), cell));
}

/**
 * Counts what happens in a gateway, in steps of time, for as long back as `windows` says. Memory is bounded: names beyond the 64th are
 * counted together, and times are kept as histograms. Costs about a microsecond a request.
 *
 * @example
 * const stats = createStats();
 * const gateway = observeGateway({ providers }, [stats]);
 */
export function createStats({ now = () => Date.now() }: { /** Milliseconds since 1970. @default Date.now */ readonly now?: (() => number) | undefined } = {}): Stats {
  const since = now();
  const providerName = bounded(mostNames);
  const keyName = bounded(mostNames);
  const codeName = bounded(mostNames);
  const kept = new Map(Object.keys(windows).map((name): [string, Steps] => [name, new Map<number, Cells>()]));
  let slot = startSlot(Math.floor(since / finest));
  let inFlight = 0;

  /** Adds a stretch that is over to each window, and drops what has become too old. */
  function fold(over: Slot): void {
    const cells = over.read();
    if (cells.size === 0) return;
    for (const [name, { step, steps }] of Object.entries(windows)) {
      const all = kept.get(name) ?? new Map<number, Cells>();
      const index = Math.floor((over.index * finest) / step);
      const place = all.get(index) ?? new Map<string, Cell>();
      addAll(place, cells);
      all.set(index, place);
      for (const old of all.keys()) if (old <= index - steps) all.delete(old);
    }
  }

  function current(): Slot {
    const index = Math.floor(now() / finest);
    if (index === slot.index) return slot;
    fold(slot);
    return (slot = startSlot(index));
  }

  function fail(counting: Counting, code: string): void {
    const name = codeName(code);
    counting.failed++;
    counting.errors.set(name, (counting.errors.get(name) ?? 0) + 1);
  }

  function noteRequest(at: Slot, series: string, { outcome, error, status, cache, ms, firstContentMs, inputTokens, outputTokens, cost }: RequestRecord): void {
    const counting = at.count(series);
    counting.requests++;
    if (outcome === 'failed') fail(counting, error ?? String(status));
    if (outcome === 'aborted') counting.aborted++;
    if (cache === 'hit') counting.hits++;
    counting.inputTokens += inputTokens;
    counting.outputTokens += outputTokens;
    counting.cost += cost;
    // What was refused at once says nothing of how long answers take.
    if (status < 400) hit(counting.latency, ms);
    if (firstContentMs !== undefined) hit(counting.first, firstContentMs);
  }

  return {
    onStart(_request, route) {
      if (!isAside(route)) inFlight++;
    },
    onAttempt({ provider, outcome, error, totalMs, firstContentMs, usage, cost = 0 }: Attempt) {
      if (outcome === 'skipped') return;
      const at = current();
      const series = `provider:${providerName(provider)}`;
      const counting = at.count(series);
      counting.requests++;
      if (outcome === 'failed') fail(counting, error?.code ?? 'unknown');
      if (outcome === 'aborted' || outcome === 'lost') counting.aborted++;
      counting.inputTokens += usage?.inputTokens ?? 0;
      counting.outputTokens += usage?.outputTokens ?? 0;
      counting.cost += cost;
      if (outcome === 'won') hit(counting.latency, totalMs);
      if (firstContentMs !== undefined) hit(counting.first, firstContentMs);
    },
    onRequest(record) {
      const { isCall, method, route, status, caller } = record;
      if (!isAside(route)) inFlight--;
      if (!isCall && !(method === 'POST' && status >= 400 && !isAside(route))) return;
      const at = current();
      noteRequest(at, 'all', record);
      if (caller !== undefined) noteRequest(at, `key:${keyName(caller)}`, record);
    },
    part({ window, of }) {
      const open = current();
      const { step, steps } = windows[window];
      const index = Math.floor((open.index * finest) / step);
      const all: Steps = new Map([...(kept.get(window) ?? [])].map(([at, cells]) => [at, new Map(cells)]));
      const last = all.get(index) ?? new Map<string, Cell>();
      addAll(last, open.read());
      all.set(index, last);
      const totals: Cells = new Map();
      const points: { [index: number]: Cell } = {};
      for (const [at, cells] of all) {
        if (at <= index - steps) continue;
        addAll(totals, cells);
        const cell = cells.get(of);
        if (cell !== undefined) points[at] = cell;
      }
      return { points, totals: Object.fromEntries(totals), inFlight, since };
    },
  };
}
