import { platform } from '#platform';
import { proxyAddress, type ProxyAddress } from './proxy-address.ts';
import type { StreamSessionInit } from './session-init.ts';

/**
 * Settles which proxy an address is asked through: the one that the session was given, none where that is empty, else the one of the
 * environment. A dispatcher connects by itself.
 *
 * @throws ProviderError `invalid-request` for a proxy that cannot be used
 */
export function proxyRule({ proxy, dispatcher, env }: StreamSessionInit): (url: URL) => ProxyAddress | undefined {
  if (dispatcher !== undefined || proxy === '') return () => undefined;
  if (proxy === undefined) return (url) => platform.environmentProxy(url, env);
  const address = proxyAddress(proxy);
  return () => address;
}
