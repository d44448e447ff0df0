import { useKey } from '../api/key.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Icon } from '../ui/icon.tsx';
import { KeyForm } from './key-form.tsx';

/** Says that the gateway asks for a key, or no longer takes the one that it gets, until there is one. */
export function KeyNotice() {
  const { shell } = useStrings();
  const standing = useKey((state) => state.standing);
  if (standing === 'fine') return null;
  return (
    <section className="key-notice" role="alert">
      <p><Icon name="key-round" /> {standing === 'wanted' ? shell.keyWanted : shell.keyRefused}</p>
      <KeyForm />
    </section>
  );
}
