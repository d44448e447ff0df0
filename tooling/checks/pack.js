import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { packages } from '../build/packages.js';

const run = promisify(execFile);

/** Packs every public package, as it would be published, into a folder: `{ folder, name, manifest, entries, tarball }` of each. Needs a build. */
export async function packAll(destination) {
  mkdirSync(destination, { recursive: true });
  return Promise.all(
    packages.map(async (each) => {
      const { stdout } = await run('pnpm', ['pack', '--json', '--pack-destination', destination], { cwd: each.folder });
      return { ...each, tarball: JSON.parse(stdout.slice(stdout.indexOf('{'))).filename };
    }),
  );
}
