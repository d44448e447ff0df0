import { createColumnHelper, createSortedRowModel, rowSortingFeature, tableFeatures, useTable, type SortingState } from '@tanstack/react-table';
import { useMemo, useState, type ReactNode } from 'react';
import { Icon } from './icon.tsx';
import './data-table.css';

/** One column of a table. */
export interface DataColumn<T> {
  readonly id: string;
  readonly label: string;
  /** What is sorted by. @default the column is not sorted by */
  readonly value?: ((row: T) => string | number | undefined) | undefined;
  readonly show: (row: T) => ReactNode;
  /** Set to the right. @default false */
  readonly isNumber?: boolean;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b));
}

/**
 * A table whose columns sort. On a narrow screen it scrolls sideways within itself, and can be reached by keyboard.
 *
 * @param props.caption what it shows, for those who listen
 */
export function DataTable<T>({ caption, columns, rows, idOf }: { readonly caption: string; readonly columns: readonly DataColumn<T>[]; readonly rows: readonly T[]; readonly idOf: (row: T) => string }) {
  const [sorting, setSorting] = useState<SortingState>([]);
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, T & object>();
    return helper.columns(
      columns.map(({ id, value }) =>
        helper.accessor((row) => value?.(row), { id, enableSorting: value !== undefined, sortUndefined: 'last', sortFn: (a, b, column) => compare(a.getValue(column), b.getValue(column)) }),
      ),
    );
  }, [columns]);
  const table = useTable({ features, columns: definitions, data: rows as (T & object)[], getRowId: idOf, state: { sorting }, onSortingChange: setSorting });
  const byId = new Map(columns.map((column) => [column.id, column]));
  return (
    <div className="data-table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map(({ id, column }) => {
                const { label, isNumber } = byId.get(id) ?? { label: id };
                const direction = column.getIsSorted();
                return (
                  <th key={id} scope="col" data-number={isNumber} aria-sort={direction === false ? undefined : direction === 'asc' ? 'ascending' : 'descending'}>
                    {column.getCanSort() ? (
                      <button type="button" onClick={column.getToggleSortingHandler()}>
                        {label}
                        {direction !== false && <Icon name={direction === 'asc' ? 'arrow-up' : 'arrow-down'} size={13} />}
                      </button>
                    ) : label}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {columns.map(({ id, show, isNumber }, index) => index === 0 ? <th key={id} scope="row">{show(row.original)}</th> : <td key={id} data-number={isNumber}>{show(row.original)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
