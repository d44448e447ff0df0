import { useId, useState } from 'react';
import { useAdminKey } from '../api/admin-key.ts';
import { ApiError } from '../api/api-error.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

/** Whether a failure is one of not being an admin. */
export const isBarred = (error: unknown): error is ApiError => error instanceof ApiError && (error.kind === 'unauthorized' || error.kind === 'forbidden');

/** Asks for the key of an admin, and says why the one before did not do. */
export function AdminGate({ error }: { readonly error: ApiError }) {
  const { operate, shell } = useStrings();
  const key = useAdminKey((state) => state.key);
  const [typed, setTyped] = useState('');
  const [id, hint] = [useId(), useId()];
  return (
    <section className="admin-gate">
      <Icon name="key-round" size={28} />
      <h2>{operate.gate}</h2>
      <form className="key-form" onSubmit={(event) => { event.preventDefault(); useAdminKey.setState({ key: typed.trim() }); }}>
        <label htmlFor={id}>{operate.adminKey}</label>
        <div className="key-form-row">
          <input id={id} className="input" type="password" autoComplete="off" spellCheck={false} value={typed} aria-describedby={hint} onChange={(event) => setTyped(event.target.value)} />
          <Button type="submit" look="primary" disabled={typed.trim() === ''}>{shell.keyUse}</Button>
        </div>
        <p id={hint} className="hint">{operate.gateHint}</p>
        {(key !== '' || error.kind === 'forbidden') && <p className="gate-refused" role="alert">{error.kind === 'unauthorized' ? operate.refused : error.message}</p>}
      </form>
    </section>
  );
}
