import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as NodeLlamaCpp from 'node-llama-cpp';
import { diskFailure } from './disk-failure.ts';
import { enginePackages, engineVersion } from './engine-packages.ts';
import { lockFile } from './lock-file.ts';
import { missingEngine } from './missing-engine.ts';
import type { SettledOptions } from './options.ts';
import { runCommand } from './run-command.ts';
import type { RunContext } from './run-context.ts';
import { SourceFailure } from './source-failure.ts';
import { withProxy } from './with-proxy.ts';

/** The module of the engine. */
export type EngineModule = typeof NodeLlamaCpp;

const installed = (): Promise<EngineModule> => import('node-llama-cpp');

/** It is not there, which is no fault of it: what it imports itself being absent would be one. */
const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes("'node-llama-cpp'");

/** Npm, which on Windows is a script that only its shell can start. */
const npm: readonly [string, ...string[]] = process.platform === 'win32' ? ['cmd.exe', '/d', '/s', '/c', 'npm'] : ['npm'];

/** Has npm install the engine into a folder of its own; no script of any package runs. The folder is there whole, or not at all. */
async function fetchEngine(folder: string, { env, onProgress }: SettledOptions, { signal, proxy, dispatcher }: RunContext): Promise<void> {
  if (dispatcher !== undefined) throw new SourceFailure('npm cannot go through a dispatcher');
  const unfinished = `${folder}.part`;
  const progress = { received: 0, total: undefined, source: 'npm', what: 'engine' } as const;
  onProgress({ ...progress, state: 'running' });
  try {
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    const [program, ...before] = npm;
    const args = ['install', '--prefix', unfinished, '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
    await runCommand(program, [...before, ...args, ...enginePackages()], { env: withProxy(env, proxy), signal });
    await rename(unfinished, folder);
  } catch (error) {
    onProgress({ ...progress, state: 'failed' });
    throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  onProgress({ ...progress, state: 'done' });
}

/**
 * The engine: the one that is installed beside this package, else one that npm installs into the cache, once. Of several calls and
 * processes one fetches it, and the others wait for it.
 *
 * @throws ProviderError `missing-dependency` if it cannot be had; `signal.reason` when the caller stops
 */
export async function obtainEngine(options: SettledOptions, run: RunContext, load: () => Promise<EngineModule> = installed): Promise<EngineModule> {
  const folder = join(dirname(options.cacheDirectory), 'engines', `node-llama-cpp-${engineVersion}`);
  const entry = join(folder, 'node_modules/node-llama-cpp/dist/index.js');
  try {
    return await load();
  } catch (error) {
    if (!isAbsent(error)) throw missingEngine('it cannot be loaded', enginePackages(), error);
    if (options.offline && !existsSync(entry)) throw missingEngine('downloads are off', enginePackages(), error);
  }
  try {
    if (!existsSync(entry)) {
      await mkdir(dirname(folder), { recursive: true });
      await using lock = await lockFile(folder, run.signal);
      if (!existsSync(entry)) await fetchEngine(folder, options, { ...run, signal: lock.signal });
    }
    return (await import(pathToFileURL(entry).href)) as EngineModule;
  } catch (error) {
    run.signal.throwIfAborted();
    const reason = error instanceof SourceFailure ? `npm: ${error.message}` : (diskFailure(error, folder) ?? 'it cannot be loaded');
    throw missingEngine(reason, enginePackages(), error);
  }
}
