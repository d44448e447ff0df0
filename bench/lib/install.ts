import { execFile } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { packAll } from '../../tooling/checks/pack.js';

/** A folder that goes with the program. */
export function temporary(): Disposable & { readonly path: string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'g4f-bench-'));
  return { path: folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The packed packages by name: paths of their tarballs. Needs a build. */
export async function tarballs(folder: string): Promise<{ readonly [name: string]: string }> {
  const packed = (await packAll(path.join(folder, 'tarballs'))) as readonly { readonly name: string; readonly tarball: string }[];
  return Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]));
}

const run = promisify(execFile);

/** Installs what is named into an empty project, as a user would, and gives the project's folder. */
export async function install(project: string, dependencies: { readonly [name: string]: string | undefined }): Promise<string> {
  mkdirSync(project, { recursive: true });
  writeFileSync(path.join(project, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--omit=optional', '--omit=peer', '--prefer-offline'], { cwd: project });
  return project;
}

/** Bytes of the files that an install brought. */
export function sizeOf(project: string): number {
  return globSync('node_modules/**', { cwd: project })
    .map((file) => statSync(path.join(project, file)))
    .filter((file) => file.isFile())
    .reduce((sum, file) => sum + file.size, 0);
}
