import type { ProviderInfo } from '@g4f/core';

declare module '@g4f/core' {
  interface ProviderFlags {
    /**
     * Answers on this machine: nothing of a request leaves it.
     *
     * A registry reads it off the provider's `url` where nothing is declared: an address of this machine's own is a yes, any other
     * host a no. A provider that runs in its caller's process, and a route with members elsewhere, declare it.
     * @default read off `url`
     */
    readonly local?: boolean | undefined;
  }
}

const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])\.?$/;

/**
 * Whether a provider answers on this machine: what it declares, else what its address says; `undefined` where it has none with a host.
 *
 * @example
 * isLocal({ id: 'mine', url: 'http://127.0.0.1:11434', models: ['small'] }); // true
 */
export function isLocal({ local, url }: ProviderInfo): boolean | undefined {
  if (local !== undefined) return local;
  const host = URL.parse(url)?.hostname ?? '';
  return host === '' ? undefined : loopback.test(host);
}
