#!/usr/bin/env node
import { Interruption } from './interruption.ts';
import { run } from './run.ts';

// The first signal stops in good order; with the listener gone, a second one ends the process at once.
const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(new Interruption(name)));

const { stdin, stdout, stderr, env } = process;
process.exitCode = await run(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  env,
  isTTY: { stdin: stdin.isTTY, stdout: stdout.isTTY, stderr: stderr.isTTY },
  columns: stdout.isTTY ? stdout.columns : undefined,
  cwd: process.cwd(),
  signal: stop.signal,
  now: () => performance.now(),
  random: Math.random,
});
