import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Row } from './lib/row.ts';

/**
 * Runs the measuring programs (`src/p*.ts`), each in a process of its own, and prints one table.
 * `--short` measures fewer rounds, and fails where a ratio is twice as bad as its goal, or worse than the alarm of its row. Names pick programs: `pnpm bench p2 p9`.
 */
const { values, positionals } = parseArgs({ options: { short: { type: 'boolean', default: false } }, allowPositionals: true });
const cwd = import.meta.dirname;
const number = (name: string): number => Number(/\d+/.exec(name)?.[0]);
const programs = globSync('src/p*.ts', { cwd })
  .filter((file) => positionals.length === 0 || positionals.some((name) => path.basename(file).startsWith(`${name}-`)))
  .sort((a, b) => number(a) - number(b) || a.localeCompare(b));

const rows: Row[] = [];
let isBroken = false;
for (const program of programs) {
  const { status, stdout } = spawnSync(process.execPath, [program], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, BENCH_SHORT: values.short ? '1' : '0' } });
  const found = stdout.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Row);
  rows.push(...found);
  if (status === 0 && found.length > 0) continue;
  isBroken = true;
  console.error(`${program} failed`);
}

const figure = (value: number, unit: string): string => `${value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)} ${unit}`;
const table = rows.map(({ goal, work, unit, ours, floor, limit }) => {
  const ratio = ours / floor;
  return [`${goal}: ${work}`, figure(ours, unit), figure(floor, unit), ratio.toFixed(2), `≤ ${limit.toFixed(2)}`, ratio <= limit ? 'yes' : 'no'];
});
const lines = [['work', 'ours', 'floor', 'ratio', 'goal', 'met'], ...table];
const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
const print = (line: readonly string[]): void => console.log(`| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
lines.forEach((line, index) => {
  print(line);
  if (index === 0) print(widths.map((width) => '-'.repeat(width)));
});

const isTooSlow = values.short && rows.some(({ ours, floor, limit, alarm = 2 * limit }) => ours / floor > alarm);
if (isTooSlow) console.error('a ratio is more than twice as bad as its goal, or than its alarm');
process.exitCode = isBroken || isTooSlow || rows.length === 0 ? 1 : 0;
