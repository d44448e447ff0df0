import { isatty } from 'node:tty';
import { Interruption } from './interruption.ts';
import type { Io } from './io.ts';

/** Kinds of warnings that tell nothing to who only runs the program. */
const forDevelopers: ReadonlySet<string> = new Set(['DeprecationWarning', 'ExperimentalWarning']);

/** The world of the process itself. Its signals stop everything in good order; a second one ends the process at once. */
export function processIo(): Io {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    let isSecond = false;
    // It stays after the first signal: libraries that clean up by signals of their own end the process where nobody else listens.
    process.on(name, () => {
      if (isSecond) process.removeAllListeners(name).kill(process.pid, name);
      isSecond = true;
      stop.abort(new Interruption(name));
    });
  }
  const { stdin, stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined); // `run` hears of it too; this is for what comes after it
  return {
    stdin,
    stdout,
    stderr,
    env,
    isTTY: { stdin: isatty(0), stdout: isatty(1), stderr: isatty(2) },
    columns: isatty(1) ? stdout.columns : undefined,
    cwd: process.cwd(),
    signal: stop.signal,
    now: () => performance.now(),
    random: Math.random,
    onWarning(show) {
      process.removeAllListeners('warning').on('warning', (warning) => {
        if (!forDevelopers.has(warning.name)) show(warning);
      });
    },
  };
}
