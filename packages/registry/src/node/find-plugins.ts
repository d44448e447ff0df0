import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { FailedPlugin } from './discovery.ts';

/** A `package.json`, of which nothing is known yet. */
export interface Manifest {
  readonly [key: string]: unknown;
}

/** An installed package that says that it is a plugin. */
export interface PluginPackage {
  readonly packageName: string;
  readonly version: string;
  /** Absolute, without symbolic links: the module is then the same one that the app would import. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Tells an object that was read from JSON. */
export function isRecord(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a `package.json`; `undefined` where there is none. */
async function readManifest(file: string): Promise<Manifest | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) throw new SyntaxError('it is not an object');
  return value;
}

/** Finds a package as Node does: in the nearest `node_modules` up from a folder. */
async function findPackage(name: string, start: string): Promise<{ readonly folder: string; readonly manifest: Manifest } | undefined> {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    const manifest = await readManifest(path.join(candidate, 'package.json'));
    if (manifest !== undefined) return { folder: await realpath(candidate), manifest };
    if (folder === path.dirname(folder)) return undefined;
  }
}

const namesIn = (value: unknown): readonly string[] => (isRecord(value) ? Object.keys(value) : []);

/** The direct dependencies of a `package.json` that say that they are plugins, in its order. Those that are not installed are left out. */
export async function findPlugins(file: string): Promise<{ readonly plugins: readonly PluginPackage[]; readonly unreadable: readonly FailedPlugin[] }> {
  const app = await readManifest(file).catch(() => undefined);
  if (app === undefined) return { plugins: [], unreadable: [{ packageName: undefined, reason: `${file} is missing or is no JSON object` }] };
  const names = new Set([...namesIn(app['dependencies']), ...namesIn(app['optionalDependencies'])]);
  const unreadable: FailedPlugin[] = [];
  const plugins = await Promise.all(
    [...names].map(async (packageName): Promise<readonly PluginPackage[]> => {
      try {
        const found = await findPackage(packageName, path.dirname(file));
        if (found?.manifest['g4f'] === undefined) return [];
        const { version } = found.manifest;
        return [{ packageName, version: typeof version === 'string' ? version : 'unknown', ...found }];
      } catch {
        unreadable.push({ packageName, reason: 'its package.json is no JSON object' });
        return [];
      }
    }),
  );
  return { plugins: plugins.flat(), unreadable };
}
