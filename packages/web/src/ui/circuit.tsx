import type { Breaker } from '../api/admin.ts';
import { useStrings } from '../strings/use-strings.ts';
import './circuit.css';

/** The state of a circuit breaker, in words and in its colour. */
export function Circuit({ state }: { readonly state: Breaker['circuit'] }) {
  const { registry } = useStrings();
  return <span className="circuit" data-circuit={state}>{registry.circuits[state]}</span>;
}
