import path from 'node:path';
import { isRecord, type PluginPackage } from './find-plugins.ts';

/** The conditions under which Node imports. */
const conditions = new Set(['node-addons', 'node', 'import', 'module-sync', 'default']);

/** The file that a target of `exports` means here: the first condition that holds, as Node takes it. */
function fileOf(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  const inner = isRecord(target) ? Object.entries(target).flatMap(([condition, value]) => (conditions.has(condition) ? [value] : [])) : Array.isArray(target) ? target : [];
  for (const value of inner) {
    const file = fileOf(value);
    if (file !== undefined) return file;
  }
  return undefined;
}

/**
 * The file behind an exports subpath of a package. Node resolves only from the module that asks, and `require.resolve` does not know
 * the condition `import`, so the plugin's own `exports` are read here.
 *
 * @throws Error if the package has no such entry
 */
export function resolveEntry({ manifest, folder }: PluginPackage, entry: string): string {
  const { exports } = manifest;
  const file = exports === undefined ? entry : isRecord(exports) ? fileOf(exports[entry]) : undefined;
  if (file?.startsWith('./') !== true) throw new Error(`its package.json names the entry "${entry}", which is not among its exports`);
  return path.join(folder, file);
}
