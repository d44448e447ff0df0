import { useId } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-names.ts';

/** One of a few choices. */
export interface Segment<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly icon?: IconName;
}

/** A choice of a few, all of them in sight: radio buttons in a row. */
export function Segments<T extends string>({ label, value, options, onChange }: { readonly label: string; readonly value: T; readonly options: readonly Segment<T>[]; readonly onChange: (value: T) => void }) {
  const name = useId();
  return (
    <fieldset className="segments">
      <legend>{label}</legend>
      <div className="segments-row">
        {options.map((option) => (
          <label key={option.value} className="segment">
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
            <span>
              {option.icon !== undefined && <Icon name={option.icon} size={15} />}
              {option.label}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
