import { PassThrough } from 'node:stream';
import type { AsyncGeneratorProvider } from '@g4f/core';
import type { Discovery } from '@g4f/registry/node';
import type { Io } from '../src/io.ts';
import { run } from '../src/run.ts';

/** What a test gives of the world. The rest is a script without a terminal: nothing on stdin, no environment. */
export interface WorldInit {
  readonly providers?: readonly AsyncGeneratorProvider[];
  readonly failed?: Discovery['failed'];
  readonly env?: Io['env'];
  /** All three streams are a terminal. */
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** What is piped in; `undefined` leaves stdin open. */
  readonly stdin?: string | undefined;
  readonly signal?: AbortSignal;
}

/** A world made of streams in memory, with providers of the test's own. */
export function createWorld({ providers = [], failed = [], env = {}, isTTY = false, columns = 80, signal, ...rest }: WorldInit = {}) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), Object.assign(new PassThrough(), { columns })];
  const written = { out: '', err: '' };
  stdout.on('data', (chunk: Buffer) => (written.out += chunk.toString()));
  stderr.on('data', (chunk: Buffer) => (written.err += chunk.toString()));
  if (!isTTY && !('stdin' in rest && rest.stdin === undefined)) stdin.end(rest.stdin ?? '');
  const seen: Io['env'][] = [];
  const io: Io = {
    stdin,
    stdout,
    stderr,
    env,
    isTTY: { stdin: isTTY, stdout: isTTY, stderr: isTTY },
    columns: isTTY ? columns : undefined,
    cwd: import.meta.dirname,
    signal: signal ?? new AbortController().signal,
    now: () => 0,
    random: () => 0,
    async discover(options) {
      seen.push(options.env);
      return { providers, found: providers.map((provider) => ({ provider, packageName: `@test/${provider.id}`, version: '1.2.3' })), failed };
    },
  };
  return {
    io,
    stdin,
    stdout,
    written,
    /** The environments that discovery was given. */
    seen,
    /** Runs a command line, and waits until all that was written has arrived. */
    async run(...argv: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
      const code = await run(argv, io);
      await new Promise((resolve) => setImmediate(resolve));
      return { code, ...written };
    },
  };
}
