import { useStrings } from '../strings/use-strings.ts';
import { ViewHeader } from '../ui/view-header.tsx';

/** The view `#/compare`. */
export function CompareView() {
  const { compare } = useStrings();
  return <ViewHeader title={compare.title} />;
}
