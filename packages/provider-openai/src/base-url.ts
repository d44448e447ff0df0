import type { Environment } from './environment.ts';
import type { Preset } from './preset.ts';

const hasScheme = (address: string): boolean => /^https?:\/\//i.test(address);

/** `OLLAMA_HOST` is what its server listens on: scheme, host or port may be missing, and 0.0.0.0 is every address of this machine. */
function ollamaURL(host: string, port: string): URL | null {
  const address = URL.parse(hasScheme(host) ? host : `http://${host.startsWith(':') ? '127.0.0.1' : ''}${host}`);
  if (address === null) return null;
  if (address.port === '' && !hasScheme(host)) address.port = port;
  if (address.hostname === '0.0.0.0' || address.hostname === '[::]') address.hostname = '127.0.0.1';
  address.pathname = `${address.pathname.replace(/\/+$/, '')}/v1`;
  return address;
}

/**
 * Where a preset is: at the address that the environment gives for it alone, else at its own.
 *
 * @throws TypeError for a variable that holds no address
 */
export function baseURLOf({ baseURL, baseURLVariable = '' }: Preset, env: Environment): string {
  const given = env[baseURLVariable]?.trim() ?? '';
  if (given === '') return baseURL;
  const address = baseURLVariable === 'OLLAMA_HOST' ? ollamaURL(given, new URL(baseURL).port) : URL.parse(given);
  if (address === null || !hasScheme(address.href)) throw new TypeError(`${baseURLVariable} must be an http: or https: address`);
  return address.href.replace(/\/+$/, '');
}
