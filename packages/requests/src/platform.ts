import type { Impersonate, Impersonation } from './impersonate/impersonation.ts';
import type { Transport } from './transport.ts';

/**
 * What a runtime gives to this package; everything else is the same on all of them. `#platform` is `node/platform.ts` on Node and
 * `fetch/platform.ts` under the conditions that package.json names. Only the former may lead to anything of Node's own.
 */
export interface Platform {
  readonly transport: Transport;
  /** Settles whom to imitate and how. @throws ProviderError for what cannot be done here */
  readonly impersonation: (asked: Impersonate) => Impersonation;
  readonly closePools: () => Promise<void>;
}
