import type { Impersonate, Impersonation } from './impersonate/impersonate.ts';
import type { Environment } from './environment.ts';
import type { ProxyAddress } from './proxy-address.ts';
import type { Transport } from './transport.ts';

/** A channel of `node:diagnostics_channel`. */
export interface Channel {
  readonly hasSubscribers: boolean;
  readonly publish: (message: unknown) => void;
}

/**
 * What a runtime gives to this package; everything else is the same on all of them. `#platform` is `node/platform.ts` on Node and
 * `fetch/platform.ts` under the conditions that package.json names. Only the former may lead to anything of Node's own.
 */
export interface Platform {
  readonly transport: Transport;
  /** Settles whom to imitate and how. @throws ProviderError for what cannot be done here */
  readonly impersonation: (asked: Impersonate) => Impersonation;
  /** The proxy that the environment, by default that of the process, names for an address. @throws ProviderError for one that cannot be used */
  readonly environmentProxy: (url: URL, env: Environment | undefined) => ProxyAddress | undefined;
  /** The channel of a name, where there are channels. */
  readonly channel: (name: string) => Channel | undefined;
  readonly closePools: () => Promise<void>;
}
