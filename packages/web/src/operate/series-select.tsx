import { useId } from 'react';
import type { Stats } from '../api/admin.ts';
import { useStrings } from '../strings/use-strings.ts';

/** Chooses whose numbers are drawn: everybody's, a provider's or a key's. */
export function SeriesSelect({ stats, value, onChange }: { readonly stats: Stats | undefined; readonly value: string; readonly onChange: (of: string) => void }) {
  const { operate } = useStrings();
  const id = useId();
  const options = (kind: string, all: readonly { readonly id: string }[] = []) => all.map((each) => <option key={each.id} value={`${kind}:${each.id}`}>{each.id}</option>);
  return (
    <>
      <label className="visually-hidden" htmlFor={id}>{operate.of}</label>
      <select id={id} className="input series-select" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="all">{operate.all}</option>
        <optgroup label={operate.ofProviders}>{options('provider', stats?.providers)}</optgroup>
        <optgroup label={operate.ofKeys}>{options('key', stats?.keys)}</optgroup>
      </select>
    </>
  );
}
