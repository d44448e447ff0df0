import { useStrings } from '../strings/use-strings.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { sayFailure } from './say-failure.ts';

/** Says that something did not come, why, and lets one try again. */
export function Failure({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { shell } = useStrings();
  return (
    <div className="failure" role="alert">
      <Icon name="triangle-alert" />
      <p>{sayFailure(error, shell)}</p>
      {onRetry !== undefined && <Button icon="refresh-cw" onClick={onRetry}>{shell.retry}</Button>}
    </div>
  );
}
