import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRedact } from '@g4f/core';
import type { Discovery, FailedPlugin, FoundProvider } from './discovery.ts';
import { findPlugins, type PluginPackage } from './find-plugins.ts';
import { loadPlugin, type Environment } from './load-plugin.ts';

/** Where to look for plugins, and what to tell them. */
export interface DiscoverOptions {
  /** The `package.json` of the app: a path or a `file:` URL. */
  readonly from: string | URL;
  /** More of them, whose plugins come after those of the app, such as a tool's own. @default none */
  readonly also?: readonly (string | URL)[] | undefined;
  /** Handed to every plugin. @default process.env */
  readonly env?: Environment | undefined;
  /** Ids of the only providers to take, in order of preference, separated by commas. @default G4F_PROVIDERS of `env` */
  readonly pin?: string | undefined;
  /** Milliseconds that the import of one plugin may take. @default 10_000 */
  readonly importTimeout?: number | undefined;
}

/** Characters; a shorter value of the environment is no secret, and striking it would leave no words. */
const shortestSecret = 3;

const toPath = (place: string | URL): string => path.resolve(typeof place === 'string' ? place : fileURLToPath(place));

/** Takes each id from the first that has it. */
function takeFirst(all: readonly FoundProvider[], failed: FailedPlugin[]): ReadonlyMap<string, FoundProvider> {
  const byId = new Map<string, FoundProvider>();
  for (const each of all) {
    const { id } = each.provider;
    const first = byId.get(id);
    if (first === undefined) byId.set(id, each);
    else failed.push({ packageName: each.packageName, reason: `the id "${id}" is taken by ${first.packageName} ${first.version}; remove one of the two` });
  }
  return byId;
}

function applyPin(byId: ReadonlyMap<string, FoundProvider>, pin: string, failed: FailedPlugin[]): readonly FoundProvider[] {
  const ids = new Set(pin.split(',').map((id) => id.trim()).filter((id) => id !== ''));
  if (ids.size === 0) return [...byId.values()];
  return [...ids].flatMap((id) => {
    const found = byId.get(id);
    if (found === undefined) failed.push({ packageName: undefined, reason: `"${id}" is pinned (G4F_PROVIDERS), and no plugin provides it; there are: ${[...byId.keys()].join(', ') || 'none'}` });
    return found ?? [];
  });
}

/**
 * Finds the providers that an app has installed: the direct `dependencies` and `optionalDependencies` of its `package.json` that have a
 * field `"g4f": { "entry": "./plugin", "contract": 1 }`, in the order in which they stand there. `devDependencies` are not looked at: an
 * app that is run as it will be deployed has none. Nothing is downloaded, and nothing is run but the entries that are named.
 *
 * Each plugin is imported on its own, and what is wrong with one is reported in `failed` and never thrown: a plugin that fails or hangs
 * at import (one that blocks the thread cannot be helped), that fails when called, that is made for another contract, whose result is
 * not a provider, or whose id is taken.
 *
 * @example
 * const { providers, failed } = await discoverProviders({ from: new URL('../package.json', import.meta.url) });
 * const registry = createRegistry(providers);
 * for (const { packageName, reason } of failed) console.error(`${packageName ?? 'plugins'}: ${reason}`);
 */
export async function discoverProviders(options: DiscoverOptions): Promise<Discovery> {
  const { from, also = [], env = process.env, importTimeout = 10_000 } = options;
  const { pin = env['G4F_PROVIDERS'] ?? '' } = options;
  const failed: FailedPlugin[] = [];
  const secrets = Object.values({ ...process.env, ...env }).flatMap((value) => (value === undefined || value.length < shortestSecret ? [] : [value]));
  const context = { env, importTimeout, redact: createRedact(secrets, []) };

  const packages = new Map<string, PluginPackage>();
  for (const place of [from, ...also].map(toPath)) {
    const { plugins, unreadable } = await findPlugins(place);
    failed.push(...unreadable);
    for (const plugin of plugins) if (!packages.has(plugin.folder)) packages.set(plugin.folder, plugin);
  }
  const loaded = await Promise.all([...packages.values()].map((plugin) => loadPlugin(plugin, context)));
  failed.push(...loaded.flatMap((each) => each.failed));
  const found = applyPin(takeFirst(loaded.flatMap((each) => each.found), failed), pin, failed);
  return { providers: found.map(({ provider }) => provider), found, failed };
}
