import type { ProviderInfo } from '@g4f/core';

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
