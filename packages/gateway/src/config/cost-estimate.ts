import type { ModelCatalogue, Registry } from '@g4f/registry';
import type { AskedCall } from '../access.ts';

/** What a prompt costs at least, by the first who would answer. Looked for only where a key has a budget. */
export function costEstimate(registry: Registry, catalogue: ModelCatalogue): (call: AskedCall) => number | undefined {
  return ({ model, inputTokens }) => {
    try {
      const first = registry.match(model === undefined ? {} : { model });
      const price = catalogue.lookup(first.provider.id, first.model)?.price?.input;
      return price === undefined ? undefined : (price * inputTokens) / 1e6;
    } catch {
      return undefined; // nobody has it, which the call itself will say
    }
  };
}
