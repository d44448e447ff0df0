import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The root of the repository. */
export const root = path.resolve(import.meta.dirname, '../..');

/**
 * The public packages, with what their package.json says: each entry's source (`exports`, `bin`) beside what is published for it
 * (`publishConfig`). So a package carries no build config.
 */
export const packages = globSync('packages/*/package.json', { cwd: root })
  .sort()
  .map((file) => ({ folder: path.join(root, path.dirname(file)), manifest: JSON.parse(readFileSync(path.join(root, file), 'utf8')) }))
  .filter(({ manifest }) => manifest.private !== true)
  .map(({ folder, manifest }) => ({ folder, manifest, name: manifest.name, entries: entriesOf(manifest) }));

function entriesOf({ name, exports = {}, bin = {}, publishConfig = {} }) {
  const published = (table, key) => {
    const target = table?.[key];
    if (target === undefined) throw new Error(`${name}: publishConfig says nothing for '${key}'`);
    return target.default ?? target;
  };
  return [
    ...Object.entries(exports)
      .filter(([, source]) => source.endsWith('.ts'))
      .map(([key, source]) => ({ source, output: published(publishConfig.exports, key), executable: false, subpath: key })),
    ...Object.entries(bin).map(([key, source]) => ({ source, output: published(publishConfig.bin, key), executable: true, subpath: key })),
  ];
}
