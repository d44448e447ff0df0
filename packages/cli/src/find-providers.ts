import type { Discovery } from '@g4f/registry/node';
import type { Io } from './io.ts';
import type { SelectionOptions } from './options/selection-options.ts';
import { UsageError } from './usage-error.ts';

/** The variable by which plugins take the address of a deployment. */
function baseUrlVariable(id: string): string {
  return `${id.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}_BASE_URL`;
}

/** Whether a provider stands where it was told to. A slash at the end makes no difference. */
function standsAt(url: string, address: string): boolean {
  return URL.parse(url)?.href.replace(/\/$/, '') === URL.parse(address)?.href.replace(/\/$/, '');
}

/**
 * Finds the providers that a command chooses from.
 *
 * @throws UsageError for a base URL without a provider, or with one that takes none
 */
export async function findProviders({ provider: id, baseUrl }: Pick<SelectionOptions, 'provider' | 'baseUrl'>, { cwd, env, discover }: Io): Promise<Discovery> {
  if (baseUrl !== undefined && id === undefined) throw new UsageError('--base-url needs to know whose: say -p <provider> too');
  const find = discover ?? (await import('./discover.ts')).discover;
  const found = await find({ cwd, env: baseUrl === undefined || id === undefined ? env : { ...env, [baseUrlVariable(id)]: baseUrl } });
  const named = found.providers.find((provider) => provider.id === id);
  if (baseUrl !== undefined && named !== undefined && !standsAt(named.url, baseUrl)) {
    throw new UsageError(`--base-url: ${named.id} does not take one; it stands at ${named.url}`);
  }
  return found;
}
