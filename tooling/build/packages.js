import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The root of the repository. */
export const root = path.resolve(import.meta.dirname, '../..');

/**
 * The public packages, with what their package.json says: each entry's source (`exports`, `bin`) beside what is published for it
 * (`publishConfig`), and beside what is published of it for other runtimes than Node. So a package carries no build config.
 */
export const packages = globSync('packages/*/package.json', { cwd: root })
  .sort()
  .map((file) => ({ folder: path.join(root, path.dirname(file)), manifest: JSON.parse(readFileSync(path.join(root, file), 'utf8')) }))
  .filter(({ manifest }) => manifest.private !== true)
  .map(({ folder, manifest }) => ({ folder, manifest, name: manifest.name, entries: entriesOf(manifest), variants: variantsOf(manifest) }));

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

/** One for each file that conditions of an entry lead to beside `types` and `default`: bundled under the first of those conditions. */
function variantsOf({ exports = {}, publishConfig = {} }) {
  return Object.entries(publishConfig.exports ?? {}).flatMap(([subpath, target]) => {
    const conditions = Object.entries(typeof target === 'string' ? {} : target).filter(([condition]) => condition !== 'types' && condition !== 'default');
    const byOutput = new Map(conditions.reverse().map(([condition, output]) => [output, condition]));
    return [...byOutput].map(([output, condition]) => ({ source: exports[subpath], output, condition, subpath, executable: false }));
  });
}
