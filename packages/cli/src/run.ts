import { setImmediate } from 'node:timers/promises';
import { CommanderError } from 'commander';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { Interruption } from './interruption.ts';
import type { Io } from './io.ts';
import { createProgram, type Done } from './program.ts';

/** A write that nobody reads is the end, and no error. */
function listen({ stdout, stderr, signal }: Io): { readonly signal: AbortSignal; readonly [Symbol.dispose]: () => void } {
  const broken = new AbortController();
  const onError = (error: NodeJS.ErrnoException): void => {
    broken.abort(error.code === 'EPIPE' ? new Interruption('EPIPE') : error);
  };
  const onNoError = (): void => undefined;
  stdout.on('error', onError);
  stderr.on('error', onNoError);
  return {
    signal: AbortSignal.any([signal, broken.signal]),
    [Symbol.dispose]() {
      stdout.off('error', onError);
      stderr.off('error', onNoError);
    },
  };
}

/** Says what went wrong, and gives the code that stands for it. */
async function report(error: unknown, io: Io): Promise<ExitCode> {
  if (io.signal.reason instanceof Interruption) return io.signal.reason.exitCode;
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage; // it has spoken already
  const [{ exitCodeOf, messageOf }, { createTerminal }] = await Promise.all([import('./describe-error.ts'), import('./terminal/terminal.ts')]);
  createTerminal(io).fail(messageOf(error, io.env));
  return exitCodeOf(error);
}

/**
 * Runs one command line, without the name of the program. Never throws: what went wrong is on `stderr` and in the exit code.
 *
 * @example
 * const code = await run(['chat', 'What is an async generator?'], io);
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  using streams = listen(io);
  const own: Io = { ...io, signal: streams.signal };
  const end: { code: ExitCode; hasStopped: boolean } = { code: exitCodes.ok, hasStopped: false };
  try {
    const done: Done = (code, hasStopped = false) => Object.assign(end, { code, hasStopped });
    await createProgram(own, done).parseAsync(argv, { from: 'user' });
    await setImmediate(); // a write that failed says so one turn later
    if (!end.hasStopped) own.signal.throwIfAborted();
    return end.code;
  } catch (error) {
    return await report(error, own);
  }
}

