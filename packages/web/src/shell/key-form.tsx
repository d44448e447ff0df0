import { useId, useState } from 'react';
import { setKey, useKey } from '../api/key.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/button.tsx';

/** Asks for the gateway's key, which stays in this browser. */
export function KeyForm() {
  const { shell } = useStrings();
  const key = useKey((state) => state.key);
  const [typed, setTyped] = useState(key);
  const [id, hint] = [useId(), useId()];
  const use = (next: string): void => {
    setKey(next);
    setTyped(next);
  };
  return (
    <form className="key-form" onSubmit={(event) => { event.preventDefault(); use(typed); }}>
      <label htmlFor={id}>{shell.key}</label>
      <div className="key-form-row">
        <input id={id} className="input" type="password" autoComplete="off" spellCheck={false} value={typed} aria-describedby={hint} onChange={(event) => setTyped(event.target.value)} />
        <Button type="submit" look="primary" disabled={typed.trim() === ''}>{shell.keyUse}</Button>
      </div>
      <p id={hint} className="hint">{shell.keyHint}</p>
      {key !== '' && <Button onClick={() => use('')}>{shell.keyForget}</Button>}
    </form>
  );
}
