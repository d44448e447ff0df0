import { chmodSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { ownerOf } from './owners.js';

/**
 * One file per entry of a package, and one per variant of an entry for other runtimes; what it depends on stays outside. `await using`
 * is lowered, so that the oldest Node that `engines` allows runs the result.
 */
export async function bundle({ folder, manifest, name, entries, variants = [] }) {
  const declared = new Set([name, ...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies })]);
  /** Whether an import stays one. `#` names a file of the package's own, by condition; lowering's helpers go in. */
  const isOutside = (id) => {
    if (id.startsWith('.') || id.startsWith('#') || path.isAbsolute(id) || id.startsWith('@oxc-project/runtime/')) return false;
    const [scope, rest] = id.split('/');
    if (!id.startsWith('node:') && !declared.has(id.startsWith('@') ? `${scope}/${rest}` : scope)) throw new Error(`${name} imports '${id}', which its package.json does not name`);
    return true;
  };
  await write(entries, { folder, name, external: isOutside });
  for (const variant of variants) {
    const external = (id) => {
      if (id.startsWith('node:')) throw new Error(`${name} imports '${id}' under the condition '${variant.condition}', where there is no Node`);
      return isOutside(id);
    };
    await write([variant], { folder, name, external, resolve: { conditionNames: [variant.condition, 'import', 'default'] } });
  }
}

async function write(entries, { folder, name, ...options }) {
  const inputs = entries.map(({ source, output, executable }) => ({ id: path.resolve(folder, source), file: path.basename(output, '.js'), executable }));
  const build = await rolldown({
    ...options,
    cwd: folder,
    input: Object.fromEntries(inputs.map(({ file, id }) => [file, id])),
    platform: 'neutral',
    preserveEntrySignatures: 'allow-extension',
    transform: { target: 'es2024' },
    onLog(level, log) {
      throw new Error(`${name}: ${level}: ${log.message}`);
    },
  });
  await build.write({
    dir: path.join(folder, 'dist'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    codeSplitting: { includeDependenciesRecursively: false, groups: [{ debugName: 'entry', name: (id, graph) => ownerOf(id, inputs, (each) => graph.getModuleInfo(each))?.file ?? null }] },
    comments: { legal: true, annotation: true, jsdoc: false },
  });
  await build.close();
  for (const { executable, output } of entries) if (executable) chmodSync(path.join(folder, output), 0o755);
}
