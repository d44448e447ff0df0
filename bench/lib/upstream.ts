import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A server in a process of its own, so that only the client's work is measured. */
export interface Server extends AsyncDisposable {
  readonly url: string;
}

/** Starts a program of `servers/`, which prints its address when it listens. */
export async function serve(name: string, ...args: readonly string[]): Promise<Server> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '../servers', `${name}.ts`), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [first] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: first.toString().trim(),
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
