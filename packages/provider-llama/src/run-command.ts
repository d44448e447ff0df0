import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { SourceFailure } from './source-failure.ts';

/** How a command runs. */
export interface CommandInit {
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Called for each line that the command prints. */
  readonly onLine?: ((line: string) => void) | undefined;
}

/** What npm says first that is a sentence: a stack and advice come after it. */
const ofNpm = /^npm error (?!code |errno |syscall |path )(?:\d+ )?(\S.*)$/;

/** What a command complained about, npm first and others last, without the credentials that an address may hold. */
function lastWords(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const line = lines.map((text) => ofNpm.exec(text)?.[1]).find((text) => text !== undefined) ?? lines.findLast((text) => /error/i.test(text)) ?? lines.at(-1) ?? '';
  return line.trim().replace(/\/\/[^/@\s]+@/g, '//').slice(0, 300);
}

/**
 * Runs a command to its end. It is killed when the caller stops, and is gone before this returns.
 *
 * @throws SourceFailure if it is not there or fails
 */
export async function runCommand(command: string, args: readonly string[], { env, signal, onLine }: CommandInit): Promise<void> {
  signal.throwIfAborted();
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  const kill = (): void => void child.kill();
  signal.addEventListener('abort', kill, { once: true });
  try {
    const lines = createInterface({ input: child.stdout });
    if (onLine !== undefined) lines.on('line', onLine);
    else child.stdout.resume();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-10_000);
    });
    const status = await new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
      child.once('error', reject).once('close', (code, killedBy) => resolve(code ?? killedBy));
    }).catch((error: unknown) => {
      throw new SourceFailure('not installed', { cause: error });
    });
    signal.throwIfAborted();
    if (status !== 0) throw new SourceFailure(lastWords(stderr) || `ended with ${String(status)}`);
  } finally {
    signal.removeEventListener('abort', kill);
  }
}
