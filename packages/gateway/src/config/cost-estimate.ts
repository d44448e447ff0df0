import type { ModelCatalogue, Registry } from '@g4f/registry';
import type { AskedCall } from '../access.ts';
import type { GatewaySettings } from './schema.ts';

/** What a prompt costs at least, by the first who would answer; looked for only where there are budgets. */
export function costEstimate(registry: Registry, { keys = [], limits = {} }: GatewaySettings, catalogue: ModelCatalogue): ((call: AskedCall) => number | undefined) | undefined {
  if (![limits, ...keys].some(({ budget }) => budget !== undefined)) return undefined;
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
