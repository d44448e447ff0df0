import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { bundleApp } from '../build/bundle-app.js';
import { inChromium } from './chromium.js';
import { smokeServers } from './smoke-servers.js';
import { workersExample } from './workers-example.js';

const run = promisify(execFile);
const tools = ['bun@1.4.5', 'deno@2.9.6', 'playwright-core@1.65.1', 'workerd@1.20261117.1'];
const bunArch = process.arch === 'arm64' ? 'aarch64' : 'x64';

const workerdConfig = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [
  (name = "main", worker = (modules = [(name = "worker.js", esModule = embed "worker.bundle.js")], compatibilityDate = "2026-11-01")),
  (name = "internet", network = (allow = ["private", "local"])),
]);
`;

/** Installs the runtimes that are not Node, and the packed packages beside them, into a folder. */
export async function installRuntimes(folder, packed) {
  mkdirSync(folder, { recursive: true });
  const of = (name) => [name, `file:${packed.find((each) => each.name === name).tarball}`];
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: Object.fromEntries(['@g4f/core', '@g4f/wires', '@g4f/requests', '@g4f/provider-aibn', '@g4f/registry', '@g4f/gateway', '@g4f/provider-openai'].map(of)) }));
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...tools], { cwd: folder });
  return folder;
}

/**
 * A check for each runtime that is not Node: that the packed packages keep their promises there. Bun and Deno resolve them themselves;
 * for workerd and Chromium they are bundled, as for every Worker and page.
 */
export async function otherRuntimes(folder, testkit) {
  const file = (name, text) => writeFileSync(path.join(folder, name), text);
  const servers = await smokeServers(testkit);
  for (const name of ['web-smoke.js', 'requests-smoke.js']) copyFileSync(path.join(import.meta.dirname, name), path.join(folder, name));
  file('smoke.js', `import { smoke as core } from './web-smoke.js';\nimport { smoke as requests } from './requests-smoke.js';\nexport const smoke = async () => {\n  await core();\n  await requests(${JSON.stringify(servers.urls)});\n};\n`);
  file('main.js', "import { smoke } from './smoke.js';\nawait smoke();\n");
  file('worker.js', "import { smoke } from './smoke.js';\nexport default { test: smoke };\n");
  file('config.capnp', workerdConfig);
  const bundled = (name, output, conditions, external) => bundleApp(path.join(folder, name), path.join(folder, output), conditions, external);

  const bins = path.join(folder, 'node_modules');
  const start = (command, args) => run(command, args, { cwd: folder, timeout: 60_000 });
  const runs = {
    Bun: () => start(path.join(bins, `@oven/bun-${process.platform}-${bunArch}/bin/bun`), ['main.js']),
    Deno: () => start(path.join(bins, '.bin/deno'), ['run', '--allow-net=127.0.0.1', 'main.js']),
    async workerd() {
      const workerd = (args) => start(path.join(bins, '.bin/workerd'), args);
      await bundled('worker.js', 'worker.bundle.js', ['workerd', 'worker', 'browser']);
      await workerd(['test', 'config.capnp']);
      return workersExample(folder, bundled, workerd);
    },
    async Chromium() {
      await bundled('smoke.js', 'smoke.bundle.js', ['browser']);
      servers.serve('/smoke.js', 'text/javascript', readFileSync(path.join(folder, 'smoke.bundle.js')));
      return inChromium(bins, servers.urls.web, () => import('/smoke.js').then(({ smoke }) => smoke()));
    },
  };
  const check = (start) => async () => {
    const { skipped } = (await start()) ?? {};
    if (skipped !== undefined) return { skipped };
    await servers.assertLeft();
  };
  return Object.assign(
    Object.entries(runs).map(([name, start]) => [`${name} runs core, requests and aibn`, check(start)]),
    { [Symbol.asyncDispose]: () => servers[Symbol.asyncDispose]() },
  );
}
