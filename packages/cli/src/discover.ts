import { existsSync } from 'node:fs';
import path from 'node:path';
import { discoverProviders, type Discovery } from '@g4f/registry/node';
import { manifest } from './version.ts';

/** Where to look for providers, and what to make them from. */
export interface DiscoverInit {
  /** A folder of the project whose providers are wanted: a path. */
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
}

/** Finds providers, in order of preference. */
export type Discover = (init: DiscoverInit) => Promise<Discovery>;

/** The `package.json` that is nearest to a folder, upwards. */
function nearestManifest(folder: string): string | undefined {
  const file = path.join(folder, 'package.json');
  if (existsSync(file)) return file;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : nearestManifest(parent);
}

/** Finds the providers that the project around a folder depends on, and after them those of the CLI itself. */
export function discover({ cwd, env }: DiscoverInit): Promise<Discovery> {
  const project = nearestManifest(cwd);
  return discoverProviders(project === undefined ? { from: manifest, env } : { from: project, also: [manifest], env });
}
