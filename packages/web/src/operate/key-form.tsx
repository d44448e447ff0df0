import { useId, useState, type HTMLInputTypeAttribute } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/button.tsx';
import { sayFailure } from '../ui/say-failure.ts';
import type { KeyDraft } from './key-rights.ts';

/** A field and its name. */
function Field({ label, hint, value, type = 'text', isRequired = false, pattern, onChange }: { readonly label: string; readonly hint?: string; readonly value: string; readonly type?: HTMLInputTypeAttribute; readonly isRequired?: boolean; readonly pattern?: string; readonly onChange: (value: string) => void }) {
  const [id, hintId] = [useId(), useId()];
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="input" type={type} required={isRequired} pattern={pattern} min={type === 'number' ? 0 : undefined} step={type === 'number' ? 'any' : undefined} autoComplete="off" spellCheck={false} value={value} aria-describedby={hint === undefined ? undefined : hintId} onChange={(event) => onChange(event.target.value)} />
      {hint !== undefined && <p id={hintId} className="hint">{hint}</p>}
    </div>
  );
}

/** What a key may do, to be filled in. `onSave` rejects with what the gateway refuses, which is shown. */
export function KeyForm({ draft: first, isNew, mustBeAdmin, onSave, onCancel }: { readonly draft: KeyDraft; readonly isNew: boolean; readonly mustBeAdmin: boolean; readonly onSave: (draft: KeyDraft) => Promise<void>; readonly onCancel: () => void }) {
  const { operate: { fields, save, create, firstKey }, shell } = useStrings();
  const [draft, setDraft] = useState<KeyDraft>({ ...first, isAdmin: first.isAdmin || mustBeAdmin });
  const [error, setError] = useState<unknown>();
  const [isSaving, setIsSaving] = useState(false);
  const set = (change: Partial<KeyDraft>): void => setDraft((before) => ({ ...before, ...change }));
  async function submit(): Promise<void> {
    setIsSaving(true);
    setError(undefined);
    try {
      await onSave(draft);
    } catch (failure) {
      setError(failure);
    } finally {
      setIsSaving(false);
    }
  }
  return (
    <form className="rights-form" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      {mustBeAdmin && <p className="hint">{firstKey}</p>}
      {isNew && <Field label={fields.id} hint={fields.idHint} value={draft.id} isRequired pattern="[A-Za-z0-9][A-Za-z0-9_.@\-]{0,63}" onChange={(id) => set({ id })} />}
      <Field label={fields.models} hint={fields.modelsHint} value={draft.models} onChange={(models) => set({ models })} />
      <div className="rights-numbers">
        <Field label={fields.requests} type="number" value={draft.requestsPerMinute} onChange={(requestsPerMinute) => set({ requestsPerMinute })} />
        <Field label={fields.tokens} type="number" value={draft.tokensPerMinute} onChange={(tokensPerMinute) => set({ tokensPerMinute })} />
        <Field label={fields.perDay} type="number" value={draft.perDay} onChange={(perDay) => set({ perDay })} />
        <Field label={fields.perMonth} type="number" value={draft.perMonth} onChange={(perMonth) => set({ perMonth })} />
      </div>
      <p className="hint">{fields.limitHint}</p>
      <Field label={fields.expires} type="datetime-local" value={draft.expiresAt} onChange={(expiresAt) => set({ expiresAt })} />
      <label className="form-check"><input type="checkbox" checked={draft.isAdmin} disabled={mustBeAdmin} onChange={(event) => set({ isAdmin: event.target.checked })} /> {fields.isAdmin}</label>
      {error !== undefined && <p className="gate-refused" role="alert">{sayFailure(error, shell)}</p>}
      <div className="key-dialog-actions">
        <Button onClick={onCancel}>{shell.cancel}</Button>
        <Button type="submit" look="primary" disabled={isSaving}>{isNew ? create : save}</Button>
      </div>
    </form>
  );
}
