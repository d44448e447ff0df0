import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { alternate, isShort } from '../lib/alternate.ts';
import { install, sizeOf, tarballs, temporary } from '../lib/install.ts';
import { report } from '../lib/row.ts';

/**
 * What is published, as an app gets it. P9: whole processes that import one package, against one that imports an empty module. P11: what
 * an app downloads for core, registry and provider-aibn with all that they need, against undici and eventsource-parser alone.
 */
const imports = ['@g4f/core', '@g4f/registry', '@g4f/provider-aibn'];
const rounds = isShort ? 9 : 31;
const allowance = 150_000; // bytes above the floor

const { dependencies } = JSON.parse(readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8')) as { readonly dependencies: { readonly [name: string]: string } };
using folder = temporary();
const packed = await tarballs(folder.path);
const [project, few, floor] = await Promise.all([
  install(path.join(folder.path, 'all'), packed),
  // The last two are what the first three need: named, because they are not published yet.
  install(path.join(folder.path, 'few'), Object.fromEntries(['core', 'registry', 'provider-aibn', 'requests', 'wires'].map((name) => [`@g4f/${name}`, packed[`@g4f/${name}`]]))),
  install(path.join(folder.path, 'floor'), Object.fromEntries(['undici', 'eventsource-parser'].map((name) => [name, dependencies[name]]))),
]);

const [bytes, least] = [sizeOf(few), sizeOf(floor)];
report({ key: 'install-size', goal: 'P11', work: 'installed: core, registry, provider-aibn', beside: 'undici, eventsource-parser', unit: 'kB', ours: [bytes / 1000], other: [least / 1000], limit: (least + allowance) / least });

writeFileSync(path.join(project, 'empty.js'), 'export {};\n');
writeFileSync(path.join(project, 'start-empty.js'), "import './empty.js';\n");
const starters = imports.map((name, index) => {
  writeFileSync(path.join(project, `start-${index}.js`), `import '${name}';\n`);
  return [name, [`start-${index}.js`]] as const;
});

// A process tells its CPU time as it ends: a clock would also count what else the machine does, which is more than what is looked for here.
writeFileSync(path.join(project, 'tell.cjs'), "process.on('exit', () => { const { user, system } = process.cpuUsage(); require('node:fs').writeSync(3, String(user + system)); });\n");

/** Runs a process, and gives the milliseconds of CPU time that it took. */
function start(args: readonly string[]): () => number {
  return () => {
    const { status, output, stderr } = spawnSync(process.execPath, ['--require', './tell.cjs', ...args], { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
    if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
    return Number(output[3]) / 1000;
  };
}

const version = ['node_modules/@g4f/cli/dist/main.js', '--version'];
const { empty = [], cli = [], ...times } = await alternate<string>({ empty: start(['start-empty.js']), ...Object.fromEntries(starters.map(([name, args]) => [name, start(args)])), cli: start(version) }, rounds);
const line = { goal: 'P9', beside: 'an empty module', unit: 'ms CPU', other: empty } as const;
for (const [name, ours] of Object.entries(times)) report({ ...line, key: `start-${name.replace('@g4f/', '')}`, work: `import '${name}'`, ours, limit: 1.1 });
report({ ...line, key: 'start-cli', work: 'g4f --version', ours: cli, limit: 1.3 });
