import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Manifest {
  readonly version: string;
  readonly devDependencies?: { readonly [name: string]: string };
}

const root = path.join(import.meta.dirname, '..');
const read = (folder: string): Manifest => JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as Manifest;
const manifest = read('.');

/** The version of this package. */
export const version: string = manifest.version;

/**
 * The versions of a library that go with this package. What it was published with stands in its own package.json; in a checkout that
 * refers to the workspace, and what is installed there is taken.
 */
export function rangeOf(name: string): string {
  const said = manifest.devDependencies?.[name];
  if (said === undefined) throw new Error(`${name} is not among the devDependencies of create-g4f-provider`);
  const exact = /^(?:workspace|catalog):/.test(said) ? read(`node_modules/${name}`).version : said;
  return /^\d/.test(exact) ? `^${exact}` : exact;
}
