import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { keep } from './lib/keep.ts';
import { machine, versions } from './lib/machine.ts';
import { isAlarming, rowOf, type Results, type Row } from './lib/results.ts';
import type { Measured } from './lib/row.ts';
import { remarks, table } from './lib/table.ts';

/**
 * Runs the measuring programs (`src/p*.ts`), each in a process of its own, and prints one table, or with `--json` one object. Names pick
 * programs: `pnpm bench p2 p9`. `--short` measures fewer rounds, and fails where a ratio is above the alarm of its line. `--write` keeps
 * the results, with a date, and puts their ratios into README.md.
 */
const flag = { type: 'boolean', default: false } as const;
const { values, positionals } = parseArgs({ options: { short: flag, json: flag, write: flag }, allowPositionals: true });
const cwd = import.meta.dirname;
const goalsOf = (file: string): readonly string[] => path.basename(file).match(/\bp\d+\b/g) ?? [];
const number = (name: string): number => Number(/\d+/.exec(name)?.[0]);
const byGoal = (a: string, b: string): number => number(a) - number(b) || a.localeCompare(b);
const programs = globSync('src/p*.ts', { cwd })
  .filter((file) => positionals.length === 0 || goalsOf(file).some((goal) => positionals.includes(goal)))
  .sort(byGoal);
if (programs.length === 0) throw new Error(`no program measures ${positionals.join(' or ')}`);
if (values.write && (values.short || positionals.length > 0)) throw new Error('--write keeps whole runs alone: leave out --short and names');

const started = performance.now();
const before = { schema: 1, at: new Date().toISOString(), form: values.short ? 'short' : 'full', machine: machine(), versions: versions() } as const;
const rows: Row[] = [];
const broken: string[] = [];
for (const program of programs) {
  const began = performance.now();
  const child = spawn(process.execPath, [program], { cwd, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NO_PROXY: '*', no_proxy: '*', BENCH_SHORT: values.short ? '1' : '0' } });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close') as Promise<[number | null]>]);
  const found = said.split('\n').filter((line) => line.startsWith('{')).map((line) => rowOf(JSON.parse(line) as Measured));
  rows.push(...found);
  if (code !== 0 || found.length === 0) broken.push(program);
  console.error(`${program}: ${((performance.now() - began) / 1000).toFixed(0)} s${broken.includes(program) ? ', failed' : ''}`);
}

const results: Results = { ...before, seconds: Math.round((performance.now() - started) / 1000), rows: rows.sort((a, b) => byGoal(a.goal, b.goal) || 0) };
if (values.json) console.log(JSON.stringify(results, undefined, 2));
else console.log([table(results.rows), ...remarks(results)].join('\n\n'));

if (values.write && broken.length === 0) keep(results);

const alarming = values.short ? rows.filter(isAlarming) : [];
for (const { goal, work, beside, ratio, alarm } of alarming) console.error(`${goal}: ${work}, beside ${beside}: ${ratio.median.toFixed(2)} is above ${alarm?.toFixed(2) ?? ''}, its alarm`);
process.exitCode = broken.length > 0 || alarming.length > 0 ? 1 : 0;
