import { useStrings } from '../strings/use-strings.ts';

/** Something is on its way. */
export function Spinner() {
  const { shell } = useStrings();
  return (
    <p className="spinner" role="status">
      <span className="spinner-ring" aria-hidden="true" />
      {shell.loading}
    </p>
  );
}
