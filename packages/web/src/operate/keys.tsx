import { useCallback, useMemo, useState } from 'react';
import { listKeys, type KeyLimit, type ListedKey, type Stats, type Summary } from '../api/admin.ts';
import { useAdminKey } from '../api/admin-key.ts';
import { useResource } from '../api/use-resource.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { DataTable, type DataColumn } from '../ui/data-table.tsx';
import { Failure } from '../ui/failure.tsx';
import { useFormat } from '../ui/use-format.ts';
import { KeyDialogs, type KeyTask } from './key-dialogs.tsx';
import { numberColumns } from './provider-numbers.tsx';

type Row = Summary & ListedKey;

const nothing: Summary = { requests: 0, failed: 0, aborted: 0, hits: 0, inputTokens: 0, outputTokens: 0, cost: 0, errors: {}, latency: { p50: null, p95: null, p99: null }, first: { p50: null, p95: null, p99: null } };

function Limit({ limit: { unit, period, limit, used } }: { readonly limit: KeyLimit }) {
  const { operate } = useStrings();
  const format = useFormat();
  const write = unit === 'budget' ? format.usd : format.compact;
  return <div data-bad={used !== null && used >= limit}>{operate.limit(used === null ? operate.unknown : write(used), write(limit), operate.periods[unit][period])}</div>;
}

function State({ row: { source, isAdmin, isExpired, isShadowed, expiresAt } }: { readonly row: Row }) {
  const { operate: { states, until } } = useStrings();
  const format = useFormat();
  const state = source === 'config' ? 'config' : isShadowed ? 'shadowed' : isExpired ? 'expired' : 'active';
  return <><span className="badge" data-state={state}>{states[state]}</span>{isAdmin && <> <span className="badge">{states.admin}</span></>}{expiresAt !== undefined && <div className="hint">{until(format.at(expiresAt))}</div>}</>;
}

/** Keys with what was used of them, and what can be done with them. */
export function Keys({ stats }: { readonly stats: Stats }) {
  const { operate } = useStrings();
  const format = useFormat();
  const admin = useAdminKey(({ key }) => key);
  // Another function for another admin, so that it is asked anew.
  const load = useCallback((signal: AbortSignal) => listKeys(signal), [admin]);
  const { data, error, reload } = useResource(load);
  const [task, setTask] = useState<KeyTask>();
  const columns = useMemo(
    (): readonly DataColumn<Row>[] => [
      { id: 'id', label: operate.columns.key, value: ({ id }) => id, show: ({ id, hint }) => <>{id}{hint !== undefined && <code className="hint"> …{hint}</code>}</> },
      { id: 'state', label: operate.columns.state, value: ({ source }) => source, show: (row) => <State row={row} /> },
      { id: 'models', label: operate.columns.models, value: ({ models }) => models?.join(', '), show: ({ models }) => <span className="key-models">{models?.join(', ') ?? operate.allModels}</span> },
      { id: 'limits', label: operate.columns.limits, show: ({ limits }) => (limits.length === 0 ? operate.noLimits : limits.map((limit) => <Limit key={`${limit.unit} ${limit.period}`} limit={limit} />)) },
      ...numberColumns<Row>(operate, format).filter(({ id }) => id !== 'p95' && id !== 'first'),
      {
        id: 'actions',
        label: operate.columns.actions,
        show: (of) => of.source === 'config' ? '–' : (
          <span className="key-actions">
            <IconButton icon="pencil" label={operate.editOf(of.id)} onClick={() => setTask({ kind: 'edit', of })} />
            <IconButton icon="trash" label={operate.revokeOf(of.id)} onClick={() => setTask({ kind: 'revoke', of })} />
          </span>
        ),
      },
    ],
    [operate, format],
  );
  const rows = useMemo(() => data?.data.map((key): Row => ({ ...nothing, ...stats.keys.find(({ id }) => id === key.id), ...key })) ?? [], [data, stats.keys]);
  return (
    <section className="operate-part" aria-labelledby="operate-keys">
      <header>
        <h2 id="operate-keys">{operate.keys}</h2>
        {data !== undefined && <Button icon="plus" onClick={() => setTask({ kind: 'create' })}>{operate.create}</Button>}
      </header>
      {error !== undefined && <Failure error={error} onRetry={reload} />}
      {data !== undefined && rows.length > 0 && <DataTable caption={operate.keys} columns={columns} rows={rows} idOf={({ id }) => id} />}
      {data !== undefined && <KeyDialogs task={task} isFirst={!data.hasKeys} onClose={() => setTask(undefined)} onChanged={reload} />}
    </section>
  );
}
