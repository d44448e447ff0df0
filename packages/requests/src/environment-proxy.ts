import type { Environment } from './environment.ts';
import { isExempt } from './no-proxy.ts';
import { proxyAddress, type ProxyAddress } from './proxy-address.ts';

/** The first of the variables that is set to something, with the name that it was found under. */
function firstSet(env: Environment, names: readonly string[]): { readonly name: string; readonly value: string } | undefined {
  for (const name of names) {
    const value = env[name]?.trim();
    if (value !== undefined && value !== '') return { name, value };
  }
  return undefined;
}

/** The variables for a scheme, the first of which wins. */
function namesFor(protocol: string, env: Environment): readonly string[] {
  if (protocol === 'https:') return ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];
  // In a CGI program HTTP_PROXY is a header of whoever asks: https://httpoxy.org
  const loud = env['REQUEST_METHOD'] === undefined ? ['HTTP_PROXY'] : [];
  return ['http_proxy', ...loud, 'all_proxy', 'ALL_PROXY'];
}

/**
 * The proxy that the environment names for an address, by the rules of curl: `https_proxy` for https and `http_proxy` for http, then
 * `all_proxy`, none for what `no_proxy` lists ({@link isExempt}); each also in capitals, after its small form. An empty variable
 * counts as unset, and a proxy without a scheme speaks http.
 *
 * @throws ProviderError `invalid-request` for a proxy that cannot be used: names the variable, not its value
 */
export function environmentProxy(url: URL, env: Environment): ProxyAddress | undefined {
  const found = firstSet(env, namesFor(url.protocol, env));
  if (found === undefined || isExempt(url, firstSet(env, ['no_proxy', 'NO_PROXY'])?.value ?? '')) return undefined;
  const { name, value } = found;
  return proxyAddress(value.includes('://') ? value : `http://${value}`, `${name} in the environment`);
}
