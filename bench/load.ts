import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from './lib/upstream.ts';
import { faultyUpstreams } from './load/faults.ts';
import type { Finding, World } from './load/finding.ts';
import { clientsThatLeave } from './load/leaving.ts';
import { longStream } from './load/long.ts';
import { manyRequests } from './load/many.ts';
import { rollingRestart } from './load/restart.ts';
import { manyStreams } from './load/streams.ts';

/**
 * Puts `g4f serve` under load and before upstreams that fail, and prints a table. `--short` asks for less of everything; `--write` puts
 * the table into docs/gateway-load.md. Names pick parts: `pnpm bench:load restart`. Fails where something is not as it must be.
 */
const { values, positionals } = parseArgs({ options: { short: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } }, allowPositionals: true });
const bytes = values.short ? 20e6 : 100e6;
const parts: { readonly [name: string]: (world: World) => Promise<readonly Finding[]> } = {
  streams: manyStreams,
  faults: faultyUpstreams,
  leaving: clientsThatLeave,
  restart: rollingRestart,
  long: (world) => longStream(world, bytes),
  many: manyRequests,
};

const findings: Finding[] = [];
await using upstream = await serve('faults', String(bytes));
for (const [name, part] of Object.entries(parts)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  findings.push(...(await part({ upstream: upstream.url, isShort: values.short })));
}

const lines = [['what happens', 'what came of it', 'what must', 'so'], ['---', '---', '---', '---'], ...findings.map(({ work, figures, must, isGood }) => [work, figures, must, isGood ? 'yes' : '**no**'])];
const table = lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
console.log(table);
const [cpu] = os.cpus();
const page = `# The gateway under load

Written by \`pnpm bench:load --write\` on ${new Date().toISOString().slice(0, 10)}: ${os.cpus().length} cores (${cpu?.model ?? 'unknown'}), ${(os.totalmem() / 1e9).toFixed(0)} GB, ${os.platform()} ${os.arch()}, Node ${process.versions.node}.

One \`g4f serve\` from source, its upstream and its clients share these cores, each in a process of its own. Memory is resident memory, and
descriptors are open files, as \`/metrics\` tells them. After three failures in a row a breaker leaves an upstream alone for a while: 503, with the
time to come again. CI runs the same programme with less of everything.

${table}
`;
if (values.write) writeFileSync(path.join(import.meta.dirname, '../docs/gateway-load.md'), page);
process.exitCode = findings.length > 0 && findings.every(({ isGood }) => isGood) ? 0 : 1;
