import { pathToFileURL } from 'node:url';
import { contract, type AsyncGeneratorProvider, type Plugin } from '@g4f/core';
import type { FailedPlugin, FoundProvider } from './discovery.ts';
import { isRecord, type PluginPackage } from './find-plugins.ts';
import { resolveEntry } from './resolve-entry.ts';

/** Variables by name. */
export type Environment = Parameters<Plugin>[0];

/** What a plugin is loaded with. */
export interface LoadContext {
  readonly env: Environment;
  /** Milliseconds. */
  readonly importTimeout: number;
  /** What may be told of somebody else's words. */
  readonly redact: (text: string) => string;
}

/** What came of one plugin. */
export interface Loaded {
  readonly found: readonly FoundProvider[];
  readonly failed: readonly FailedPlugin[];
}

const isFunction = (value: unknown): value is (env: Environment) => unknown => typeof value === 'function';

/** Characters of somebody else's words that a reason keeps. */
const mostCharacters = 300;

/** What a provider must have to be one, and how it looks. */
const shape: { readonly [K in keyof AsyncGeneratorProvider]?: (value: unknown) => boolean } = {
  id: (value) => typeof value === 'string' && !value.includes('/'),
  url: (value) => typeof value === 'string',
  models: (value) => Array.isArray(value) && value.length > 0,
  createAsyncGenerator: isFunction,
  createPartGenerator: isFunction,
  createAsync: isFunction,
};

const madeFor = (version: unknown): string => `is made for contract ${String(version)}, and this registry knows ${contract}; install versions of both that go together`;

function problemOf(value: unknown): string | undefined {
  if (!isRecord(value)) return 'it gives a value that is not a provider';
  const { id } = value;
  const name = typeof id === 'string' ? `its provider "${id}"` : 'its provider';
  if (value['contract'] !== contract) return `${name} ${madeFor(value['contract'])}`;
  const [missing] = Object.entries(shape).filter(([key, fits]) => !fits(value[key]));
  return missing === undefined ? undefined : `${name} has no sound ${missing[0]}`;
}

const isProvider = (value: unknown): value is AsyncGeneratorProvider => problemOf(value) === undefined;

/** Waits for a promise, for so many milliseconds and no longer. */
async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`not done within ${milliseconds} ms`));
    }, milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a plugin's entry gives, whatever that is. */
async function valuesOf(plugin: PluginPackage, { env, importTimeout, redact }: LoadContext): Promise<readonly unknown[]> {
  const { manifest, folder, packageName } = plugin;
  const { g4f } = manifest;
  if (!isRecord(g4f) || typeof g4f['entry'] !== 'string') throw new Error('its package.json must say "g4f": { "entry": "./plugin", "contract": 1 }');
  if (g4f['contract'] !== contract) throw new Error(`it ${madeFor(g4f['contract'])}`);
  const file = resolveEntry(plugin, g4f['entry']);
  const because = (what: string) => (error: unknown) => {
    const words = error instanceof Error ? error.message : String(error);
    throw new Error(`${what}: ${redact(words.replaceAll(folder, packageName)).slice(0, mostCharacters)}`);
  };
  const module: unknown = await within(import(pathToFileURL(file).href), importTimeout).catch(because('it cannot be imported'));
  const create = isRecord(module) ? module['default'] : undefined;
  if (!isFunction(create)) throw new Error(`its entry "${g4f['entry']}" has no default export that can be called`);
  try {
    return [await within(Promise.resolve(create(env)), importTimeout)].flat();
  } catch (error) {
    return because('it failed when it was called')(error);
  }
}

/** Imports one plugin and calls it. What is wrong with it is told, never thrown. */
export async function loadPlugin(plugin: PluginPackage, context: LoadContext): Promise<Loaded> {
  const { packageName, version } = plugin;
  try {
    const values = await valuesOf(plugin, context);
    return {
      found: values.filter(isProvider).map((provider) => ({ provider, packageName, version })),
      failed: values.flatMap((value) => {
        const reason = problemOf(value);
        return reason === undefined ? [] : [{ packageName, reason }];
      }),
    };
  } catch (error) {
    return { found: [], failed: [{ packageName, reason: error instanceof Error ? error.message : String(error) }] };
  }
}
