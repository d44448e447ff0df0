import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { alternate, isShort } from '../lib/alternate.ts';
import { install, tarballs, temporary } from '../lib/install.ts';
import { report } from '../lib/row.ts';

/** Cold start of what is published: whole processes that import one package, against one that imports an empty module. */
const imports = ['@g4f/core', '@g4f/registry', '@g4f/provider-aibn'];
const rounds = isShort ? 11 : 31;

using folder = temporary();
const project = path.join(folder.path, 'project');
install(project, await tarballs(folder.path));
writeFileSync(path.join(project, 'empty.js'), 'export {};\n');
writeFileSync(path.join(project, 'start-empty.js'), "import './empty.js';\n");
const starters = imports.map((name, index) => {
  writeFileSync(path.join(project, `start-${index}.js`), `import '${name}';\n`);
  return [name, [`start-${index}.js`]] as const;
});

function start(args: readonly string[]): () => number {
  return () => {
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
    return performance.now() - started;
  };
}

const version = ['node_modules/@g4f/cli/dist/main.js', '--version'];
const { empty, cli, ...times } = await alternate<string>({ empty: start(['start-empty.js']), ...Object.fromEntries(starters.map(([name, args]) => [name, start(args)])), cli: start(version) }, rounds);
const floor = empty ?? Number.NaN;
for (const [name, ours] of Object.entries(times)) report({ goal: 'P9', work: `import '${name}' over an empty module`, unit: 'ms', ours, floor, limit: 1.1 });
report({ goal: 'P9', work: 'g4f --version over an empty module', unit: 'ms', ours: cli ?? Number.NaN, floor, limit: 1.3 });
