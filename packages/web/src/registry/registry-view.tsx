import { useStrings } from '../strings/use-strings.ts';
import { ViewHeader } from '../ui/view-header.tsx';

/** The view `#/registry`. */
export function RegistryView() {
  const { registry } = useStrings();
  return <ViewHeader title={registry.title} />;
}
