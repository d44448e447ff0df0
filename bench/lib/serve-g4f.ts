import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const main = path.join(import.meta.dirname, '../../packages/cli/src/main.ts');

/** `g4f serve` in a process of its own, or several. */
export interface Serving extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** Sends a signal to the one that was started. */
  readonly signal: (name: NodeJS.Signals) => void;
  /** SIGTERM; resolves with its exit code once it is gone. */
  readonly stop: () => Promise<number | null>;
}

/** How `g4f serve` is started. */
export interface ServeG4f {
  /** Of g4f.yaml. */
  readonly config: string;
  /** @default none */
  readonly args?: readonly string[];
  /** Node's own. @default none */
  readonly nodeArgs?: readonly string[];
}

/** Starts `g4f serve` on a free port, and waits until it listens. */
export async function serveG4f({ config, args = [], nodeArgs = [] }: ServeG4f): Promise<Serving> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'g4f-bench-'));
  const file = path.join(folder, 'g4f.yaml');
  writeFileSync(file, config);
  const child = spawn(process.execPath, [...nodeArgs, main, 'serve', '--port', '0', '--config', file, ...args], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NO_PROXY: '*' } });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const kill = (): unknown => child.kill('SIGKILL');
  process.once('exit', kill);
  void ended.then(() => process.off('exit', kill));
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  let url: string | undefined;
  while (url === undefined) {
    await Promise.race([once(child.stdout, 'data'), ended]);
    if (child.exitCode !== null) throw new Error(`the gateway did not start: ${said}`);
    url = /listens on (http:\/\/[\d.:]+)/.exec(said)?.[1];
  }
  return {
    url,
    pid: child.pid ?? 0,
    signal: (name) => child.kill(name),
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) child.kill('SIGTERM');
      const slow = setTimeout(kill, 5_000);
      await ended;
      clearTimeout(slow);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
