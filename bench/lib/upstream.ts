import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A server in a process of its own, so that only the client's work is measured. */
export interface Server extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** Where it says what it used, if it does. */
  readonly told: string;
}

/** Starts a program of `servers/`, which prints its address when it listens, and where it says what it used, if that is elsewhere. */
export async function serve(name: string, ...args: readonly string[]): Promise<Server> {
  const child = spawn(process.execPath, ['--expose-gc', path.join(import.meta.dirname, '../servers', `${name}.ts`), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const kill = (): unknown => child.kill();
  process.once('exit', kill);
  const [first] = (await Promise.race([once(child.stdout, 'data'), ended])) as [Buffer | number | null];
  if (!Buffer.isBuffer(first)) throw new Error(`servers/${name}.ts did not start`);
  const [url = '', elsewhere = url] = first.toString().trim().split(' ');
  return {
    url,
    pid: child.pid ?? 0,
    told: `${elsewhere}/used`,
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
      process.off('exit', kill);
    },
  };
}
