import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const packages = ['bun@1.4.5', 'deno@2.9.6', 'workerd@1.20261117.1'];

const workerdConfig = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js"), (name = "web-smoke.js", esModule = embed "web-smoke.js"), (name = "@g4f/core", esModule = embed "core.js")],
  compatibilityDate = "2026-11-01",
))]);
`;

/** Installs the runtimes that are not Node from npm, and gives a check for each: that the packed core keeps its promises there. */
export async function otherRuntimes(folder, core) {
  mkdirSync(folder, { recursive: true });
  const file = (name, text) => writeFileSync(path.join(folder, name), text);
  file('package.json', JSON.stringify({ private: true, type: 'module', dependencies: { '@g4f/core': `file:${core.tarball}` } }));
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], { cwd: folder });
  copyFileSync(path.join(import.meta.dirname, 'web-smoke.js'), path.join(folder, 'web-smoke.js'));
  copyFileSync(path.join(folder, 'node_modules/@g4f/core/dist/index.js'), path.join(folder, 'core.js'));
  file('main.js', "import { smoke } from './web-smoke.js';\nawait smoke();\nconsole.log('ok');\n");
  file('worker.js', "import { smoke } from 'web-smoke.js';\nexport default { test: smoke };\n");
  file('config.capnp', workerdConfig);
  const bins = path.join(folder, 'node_modules');
  const check = (command, args) => async () => void (await run(command, args, { cwd: folder, timeout: 60_000 }));
  return [
    ['Bun runs core', check(path.join(bins, `@oven/bun-${process.platform}-${bunArch}/bin/bun`), ['main.js'])],
    ['Deno runs core', check(path.join(bins, '.bin/deno'), ['run', 'main.js'])],
    ['workerd runs core', check(path.join(bins, '.bin/workerd'), ['test', 'config.capnp'])],
  ];
}

const bunArch = process.arch === 'arm64' ? 'aarch64' : 'x64';
