import type { AsyncGeneratorProvider, Deadlines } from '@g4f/core';
import type { ModelCatalogue } from '@g4f/registry';
import { buildRoute, RouteFault } from './build-route.ts';
import { isForbiddenAddress } from './forbidden-address.ts';
import type { LoadedConfig } from './load-config.ts';
import type { Fault } from './problems-of.ts';
import { isProvider, type ProviderEntry } from './provider-entry.ts';
import type { MemberEntry } from './route-entry.ts';
import { withTimeouts } from './with-timeouts.ts';

/** Where providers come from. */
export interface ProviderSources {
  /** Those that are installed, with what the environment says, in order of preference. */
  readonly found: readonly AsyncGeneratorProvider[];
  /** Makes one of what a configuration says. What it throws is told with its place in the file. */
  readonly make: (entry: ProviderEntry) => AsyncGeneratorProvider | Promise<AsyncGeneratorProvider>;
  /** For routes that go by price. */
  readonly catalogue: ModelCatalogue;
}

const forbidden = (id: string): string => `the address of ${id} is a link-local or metadata one; if you mean it, write allowAddress: true beside its baseURL`;

/** Looked at before the provider is made, for making it may ask the service which models it has. */
function checkEntry({ id, baseURL, allowAddress = false, options }: ProviderEntry): void {
  const addresses = [baseURL, options?.['baseURL']];
  if (!allowAddress && addresses.some((address) => typeof address === 'string' && isForbiddenAddress(address))) throw new Error(forbidden(id));
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Who a route asks, by id, those of routes inside it included. */
function namesIn(members: readonly MemberEntry[]): readonly string[] {
  return members.flatMap((member) => (typeof member === 'string' ? [member] : 'kind' in member ? namesIn(member.members) : [member.provider]));
}

async function listed({ settings, error }: LoadedConfig, { found, make }: ProviderSources): Promise<readonly AsyncGeneratorProvider[]> {
  const { providers: entries } = settings;
  if (entries === undefined) return found;
  const faults: Fault[] = [];
  const made = await Promise.all(
    entries.map(async (entry, index): Promise<AsyncGeneratorProvider | undefined> => {
      const path = ['providers', index];
      if (isProvider(entry)) return entry;
      if (typeof entry === 'string') {
        const known = found.find(({ id }) => id === entry);
        if (known === undefined && entry !== '*') faults.push({ path, message: `there is no provider ${JSON.stringify(entry)}; there are ${found.map(({ id }) => id).join(', ') || 'none'}` });
        return known;
      }
      try {
        checkEntry(entry);
        return await make(entry);
      } catch (failure) {
        faults.push({ path, message: wordsOf(failure) });
        return undefined;
      }
    }),
  );
  if (faults.length > 0) throw error(faults);
  const named = new Set(made.map((each) => each?.id));
  const others = found.filter(({ id }) => !named.has(id));
  return made.flatMap((each, index) => (entries[index] === '*' ? others : (each ?? [])));
}

/** Looks at all, those that the environment says where to find among them. */
function checkAddresses({ settings: { providers: entries = [] }, error }: LoadedConfig, providers: readonly AsyncGeneratorProvider[]): void {
  const allowed = new Set(entries.flatMap((entry) => (typeof entry === 'object' && !isProvider(entry) && entry.allowAddress === true ? [entry.id] : [])));
  const faults = providers
    .filter(({ id, url }) => !allowed.has(id) && isForbiddenAddress(url))
    .map(({ id }): Fault => {
      const index = entries.findIndex((entry) => (typeof entry === 'string' ? entry : entry.id) === id);
      return { path: index < 0 ? [] : ['providers', index], message: forbidden(id) };
    });
  if (faults.length > 0) throw error(faults);
}

/**
 * Makes the providers of a configuration, for a registry: its routes first, then whoever is in no route, in order of preference.
 *
 * @throws ConfigError with all that is wrong, and where
 */
export async function buildProviders(config: LoadedConfig, sources: ProviderSources): Promise<readonly AsyncGeneratorProvider[]> {
  const { settings, error } = config;
  const { connect, firstByte, idle }: Deadlines = settings.timeouts ?? {};
  const plain = await listed(config, sources);
  checkAddresses(config, plain);
  const providers = plain.map((provider) => withTimeouts(provider, { connect, firstByte, idle }));

  const byId = new Map<string, AsyncGeneratorProvider>();
  for (const provider of providers) {
    if (byId.has(provider.id)) throw error([{ path: ['providers'], message: `two providers have the id "${provider.id}"; give one of them another id` }]);
    byId.set(provider.id, provider);
  }
  const world = { find: (id: string) => byId.get(id), ids: () => [...byId.keys()], catalogue: sources.catalogue };
  const { routes: entries = [] } = settings;
  const routes = entries.map((entry, index) => {
    if (byId.has(entry.id)) throw error([{ path: ['routes', index, 'id'], message: `"${entry.id}" is the id of a provider or of a route above; choose another` }]);
    try {
      const route = buildRoute(entry, world, ['routes', index]);
      byId.set(route.id, route);
      return route;
    } catch (fault) {
      throw fault instanceof RouteFault ? error([fault], { cause: fault }) : fault;
    }
  });
  const within = new Set(entries.flatMap(({ members }) => namesIn(members)));
  return [...routes, ...providers].filter(({ id }) => !within.has(id));
}
