import { useMemo, useState } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { DataTable, type DataColumn } from '../ui/data-table.tsx';
import { useFormat } from '../ui/use-format.ts';
import type { ChartProps } from './chart-props.ts';

/** A row of the table: one step of time. */
interface Step {
  readonly time: number;
  readonly values: readonly (number | null)[];
}

/** What a chart shows, as a table: for who cannot see it, and for who wants the numbers. Steps in which nothing happened are left out. */
export function ChartTable({ title, time, lines, write }: Pick<ChartProps, 'title' | 'time' | 'lines' | 'write'>) {
  const { operate } = useStrings();
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const columns = useMemo(
    (): readonly DataColumn<Step>[] => [
      { id: 'time', label: operate.time, value: (step) => step.time, show: (step) => format.at(step.time) },
      ...lines.map(({ id, label }, index): DataColumn<Step> => ({ id, label, isNumber: true, value: ({ values }) => values[index] ?? undefined, show: ({ values }) => { const value = values[index] ?? null; return value === null ? '–' : write(value); } })),
    ],
    [operate, format, lines, write],
  );
  const rows = isOpen ? time.map((each, index): Step => ({ time: each, values: lines.map(({ values }) => values[index] ?? null) })).filter(({ values }) => values.some((value) => value !== null && value !== 0)).toReversed() : [];
  return (
    <details className="chart-table" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{operate.asTable}<span className="visually-hidden">: {title}</span></summary>
      {isOpen && <DataTable caption={title} columns={columns} rows={rows} idOf={(step) => String(step.time)} />}
    </details>
  );
}
