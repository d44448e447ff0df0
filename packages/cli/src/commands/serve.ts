import cluster from 'node:cluster';
import { ConfigError, loadConfig, noConfig, type LoadedConfig } from '@g4f/gateway/config';
import type { ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import type { ServeOptions } from '../options/serve-options.ts';
import { findConfig } from '../serve/find-config.ts';
import { runPrimary, speaks } from '../serve/primary.ts';
import { runServer } from '../serve/run-server.ts';
import { createTerminal } from '../terminal/terminal.ts';
import { UsageError } from '../usage-error.ts';

async function readConfig(named: string | undefined, io: Io): Promise<LoadedConfig> {
  const file = findConfig(named, io);
  return file === undefined ? noConfig : loadConfig(file, io.env);
}

/** Whether each worker counts what all of them should count together. */
const hasLimits = ({ settings: { keys = [], limits = {} } }: LoadedConfig): boolean =>
  [limits, ...keys].some(({ requestsPerMinute, tokensPerMinute, budget }) => [requestsPerMinute, tokensPerMinute, budget].some((each) => each !== undefined && each !== false));

/** `g4f serve`: every provider behind one address, until it is stopped. */
export async function serve(options: ServeOptions, io: Io): Promise<ExitCode> {
  const terminal = createTerminal(io);
  io.onWarning?.(({ message }) => {
    terminal.warn(message);
  });
  try {
    const config = await readConfig(options.config, io);
    const workers = options.workers ?? config.settings.workers ?? 1;
    if (workers === 1) return await runServer({ config, options, workers, isQuiet: false }, io, terminal);
    if (cluster.isWorker) return await runServer({ config, options, workers, isQuiet: io.env[speaks] === undefined }, io, terminal);
    const hasRedis = config.settings.redis !== undefined || (io.env['G4F_REDIS_URL'] ?? '') !== '';
    if (!hasRedis && hasLimits(config)) terminal.warn(`each of the ${workers} workers counts limits by itself, so that ${workers} times as much gets through: give redis in the configuration, or G4F_REDIS_URL, for one count`);
    return await runPrimary(workers, io, terminal);
  } catch (error) {
    throw error instanceof ConfigError ? new UsageError(error.message, { cause: error }) : error;
  } finally {
    cluster.worker?.disconnect(); // or its channel to the primary keeps it alive
  }
}
