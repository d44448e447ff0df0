import { useId, type ReactNode } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/button.tsx';
import { needs, type ExplainForm, type NeedName, type Want } from './explain-query.ts';
import { nameOfFlag, shownFlags } from './flag-chips.tsx';

const following: { readonly [want in Want]: Want } = { any: 'yes', yes: 'no', no: 'any' };

function Check({ isOn, onChange, children }: { readonly isOn: boolean; readonly onChange: (isOn: boolean) => void; readonly children: ReactNode }) {
  return (
    <label className="form-check">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} /> {children}
    </label>
  );
}

function NumberField({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) {
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="input" type="number" min={0} step="any" inputMode="decimal" value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}

/** Asks for a model, what a provider must be, and what the request has. */
export function ExplainFormView({ form, models, isAsking, onChange, onAsk }: { readonly form: ExplainForm; readonly models: readonly string[]; readonly isAsking: boolean; readonly onChange: (form: ExplainForm) => void; readonly onAsk: () => void }) {
  const { registry } = useStrings();
  const [model, list, hint] = [useId(), useId(), useId()];
  const set = (change: Partial<ExplainForm>): void => onChange({ ...form, ...change });
  const toggle = (name: NeedName): void => {
    const has = new Set(form.needs);
    if (!has.delete(name)) has.add(name);
    set({ needs: has });
  };
  return (
    <form className="explain-form" onSubmit={(event) => { event.preventDefault(); onAsk(); }}>
      <div className="form-field">
        <label htmlFor={model}>{registry.model}</label>
        <input id={model} className="input" list={list} value={form.model} placeholder={registry.anyModel} autoComplete="off" spellCheck={false} onChange={(event) => set({ model: event.target.value })} />
        <datalist id={list}>{models.map((name) => <option key={name} value={name} />)}</datalist>
      </div>
      <fieldset aria-describedby={hint}>
        <legend>{registry.mustHave}</legend>
        <p id={hint} className="hint">{registry.mustHint}</p>
        <div className="flag-chips">
          {[...shownFlags, 'local'].map((flag) => {
            const want = form.flags[flag] ?? 'any';
            return (
              <button key={flag} type="button" className="flag-chip want-button" data-want={want} onClick={() => set({ flags: { ...form.flags, [flag]: following[want] } })}>
                {nameOfFlag(flag, registry)}: <strong>{registry.wants[want]}</strong>
              </button>
            );
          })}
        </div>
      </fieldset>
      <fieldset>
        <legend>{registry.needs}</legend>
        <div className="form-checks">{needs.map((name) => <Check key={name} isOn={form.needs.has(name)} onChange={() => toggle(name)}>{registry.needNames[name]}</Check>)}</div>
      </fieldset>
      <div className="explain-numbers">
        <NumberField label={registry.minContext} value={form.minContext} onChange={(minContext) => set({ minContext })} />
        <NumberField label={registry.maxPrice} value={form.maxPrice} onChange={(maxPrice) => set({ maxPrice })} />
      </div>
      <div className="form-checks">
        <Check isOn={form.alsoDead} onChange={(alsoDead) => set({ alsoDead })}>{registry.alsoDead}</Check>
        <Check isOn={form.alsoUndeclared} onChange={(alsoUndeclared) => set({ alsoUndeclared })}>{registry.alsoUndeclared}</Check>
        <Check isOn={form.onlyHealthy} onChange={(onlyHealthy) => set({ onlyHealthy })}>{registry.onlyHealthy}</Check>
      </div>
      <Button type="submit" look="primary" disabled={isAsking}>{registry.ask}</Button>
    </form>
  );
}
