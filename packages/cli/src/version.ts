import { readFileSync } from 'node:fs';

/** The package.json of the CLI: it stands beside `src` and beside `dist`. */
export const manifest = new URL('../package.json', import.meta.url);

/** The version of the CLI. */
export function version(): string {
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };
  return version;
}
