import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { packAll } from '../../tooling/checks/pack.js';

/** A folder that goes with the program. */
export function temporary(): Disposable & { readonly path: string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'g4f-bench-'));
  return { path: folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The packed packages by name: paths of their tarballs. Needs a build. */
export async function tarballs(folder: string): Promise<{ readonly [name: string]: string }> {
  return Object.fromEntries((await packAll(path.join(folder, 'tarballs'))).map(({ name, tarball }) => [name, `file:${tarball}`]));
}

/** Installs what is named into an empty project, as a user would. */
export function install(project: string, dependencies: { readonly [name: string]: string | undefined }): void {
  mkdirSync(project, { recursive: true });
  writeFileSync(path.join(project, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--omit=optional', '--omit=peer'], { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Bytes of the files that an install brought. */
export function sizeOf(project: string): number {
  return globSync('node_modules/**', { cwd: project })
    .map((file) => statSync(path.join(project, file)))
    .filter((file) => file.isFile())
    .reduce((sum, file) => sum + file.size, 0);
}
