import { useMemo } from 'react';
import type { Breaker, Stats, Summary } from '../api/admin.ts';
import { useStrings } from '../strings/use-strings.ts';
import type { Strings } from '../strings/strings.ts';
import { Circuit } from '../ui/circuit.tsx';
import { DataTable, type DataColumn } from '../ui/data-table.tsx';
import { useFormat, type Format } from '../ui/use-format.ts';

type Numbered = Summary & { readonly id: string };

/** The columns that providers and keys have alike. */
export function numberColumns<T extends Numbered>({ columns }: Strings['operate'], format: Format): readonly DataColumn<T>[] {
  const time = (id: string, label: string, value: (row: T) => number | null): DataColumn<T> => ({ id, label, isNumber: true, value: (row) => value(row) ?? undefined, show: (row) => { const ms = value(row); return ms === null ? '–' : format.ms(ms); } });
  return [
    { id: 'requests', label: columns.requests, isNumber: true, value: ({ requests }) => requests, show: ({ requests }) => format.number(requests) },
    { id: 'failed', label: columns.failed, isNumber: true, value: ({ failed }) => failed, show: ({ failed, errors }) => <span data-bad={failed > 0} title={Object.entries(errors).map(([code, count]) => `${code}: ${count}`).join(', ')}>{format.number(failed)}</span> },
    time('p50', columns.p50, ({ latency }) => latency.p50),
    time('p95', columns.p95, ({ latency }) => latency.p95),
    time('first', columns.first, ({ first }) => first.p50),
    { id: 'tokens', label: columns.tokens, isNumber: true, value: ({ outputTokens }) => outputTokens, show: ({ inputTokens, outputTokens }) => `${format.compact(inputTokens)} / ${format.compact(outputTokens)}` },
    { id: 'cost', label: columns.cost, isNumber: true, value: ({ cost }) => cost, show: ({ cost }) => format.usd(cost) },
  ];
}

const severity = { open: 2, 'half-open': 1, closed: 0 } as const;

/** The breakers that are not closed, by model; where all are, that. */
function Breakers({ breakers }: { readonly breakers: readonly Breaker[] }) {
  if (breakers.length === 0) return <>–</>;
  const tripped = breakers.filter(({ circuit }) => circuit !== 'closed');
  if (tripped.length === 0) return <Circuit state="closed" />;
  return <>{tripped.map(({ model, circuit }) => <div key={model}><Circuit state={circuit} /> {model}</div>)}</>;
}

/** Every provider in numbers, with its breakers. */
export function ProviderNumbers({ providers }: { readonly providers: Stats['providers'] }) {
  const { operate } = useStrings();
  const format = useFormat();
  const columns = useMemo(
    (): readonly DataColumn<Stats['providers'][number]>[] => [
      { id: 'id', label: operate.columns.provider, value: ({ id }) => id, show: ({ id }) => id },
      ...numberColumns<Stats['providers'][number]>(operate, format),
      { id: 'breakers', label: operate.columns.breakers, value: ({ breakers }) => Math.max(-1, ...breakers.map(({ circuit }) => severity[circuit])), show: ({ breakers }) => <Breakers breakers={breakers} /> },
    ],
    [operate, format],
  );
  return <DataTable caption={operate.providers} columns={columns} rows={providers} idOf={({ id }) => id} />;
}
