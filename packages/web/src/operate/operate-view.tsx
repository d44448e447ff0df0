import { useStrings } from '../strings/use-strings.ts';
import { ViewHeader } from '../ui/view-header.tsx';

/** The view `#/operate`. */
export function OperateView() {
  const { operate } = useStrings();
  return <ViewHeader title={operate.title} />;
}
