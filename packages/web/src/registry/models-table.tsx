import { useMemo } from 'react';
import type { ProviderModel } from '../api/providers.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Circuit } from '../ui/circuit.tsx';
import { DataTable, type DataColumn } from '../ui/data-table.tsx';
import { useFormat } from '../ui/use-format.ts';

const contextOf = ({ contextWindow, facts }: ProviderModel): number | undefined => contextWindow ?? facts?.contextWindow;

/** The models of a provider: what they hold and cost, and how they are. */
export function ModelsTable({ provider, models }: { readonly provider: string; readonly models: readonly ProviderModel[] }) {
  const { registry } = useStrings();
  const format = useFormat();
  const columns = useMemo((): readonly DataColumn<ProviderModel>[] => {
    const number = (id: string, label: string, value: (model: ProviderModel) => number | undefined, write: (value: number) => string): DataColumn<ProviderModel> => ({ id, label, value, isNumber: true, show: (model) => { const found = value(model); return found === undefined ? '–' : write(found); } });
    return [
      { id: 'id', label: registry.model, value: ({ id }) => id, show: ({ id }) => <code>{id}</code> },
      number('context', registry.context, contextOf, format.compact),
      number('in', registry.priceIn, ({ facts }) => facts?.price?.input, format.number),
      number('out', registry.priceOut, ({ facts }) => facts?.price?.output, format.number),
      { id: 'circuit', label: registry.circuit, value: ({ health }) => health?.circuit, show: ({ health }) => (health === undefined ? '–' : <Circuit state={health.circuit} />) },
      number('first', registry.firstContent, ({ health }) => health?.p50, format.ms),
    ];
  }, [registry, format]);
  return <DataTable caption={`${provider}: ${registry.models(format.number(models.length))}`} columns={columns} rows={models} idOf={({ id }) => id} />;
}
