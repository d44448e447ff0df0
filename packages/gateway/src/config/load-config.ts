import { resolve } from 'node:path';
import { ConfigError } from './config-error.ts';
import { expandEnv, type Environment } from './expand-env.ts';
import { problemsOf, type Fault } from './problems-of.ts';
import { readSource } from './read-source.ts';
import { configSchema, type GatewaySettings } from './schema.ts';

/** A configuration that was read. */
export interface LoadedConfig {
  /** Absolute; `undefined` for a gateway without one. */
  readonly file: string | undefined;
  readonly settings: GatewaySettings;
  /** An error that says where in the file something is wrong that showed only later. */
  readonly error: (faults: readonly Fault[], options?: ErrorOptions) => ConfigError;
}

/** What a gateway without a configuration file goes by. */
export const noConfig: LoadedConfig = {
  file: undefined,
  settings: {},
  error: (faults, options) => new ConfigError('the environment', faults.map(({ path, message }) => ({ path, message, line: undefined })), options),
};

/**
 * Reads a configuration file, puts in what the environment has, and checks it.
 *
 * @throws ConfigError with every problem: the file, the line where it has one, the path, what is wrong and the cure
 * @example
 * const { settings } = await loadConfig('g4f.yaml', process.env);
 */
export async function loadConfig(name: string, env: Environment): Promise<LoadedConfig> {
  const file = resolve(name);
  const { value, lineOf } = await readSource(file);
  const error: LoadedConfig['error'] = (faults, options) => new ConfigError(file, faults.map(({ path, message }) => ({ path, message, line: lineOf(path) })), options);
  const expanded = expandEnv(value ?? {}, env);
  if (expanded.problems.length > 0) throw error(expanded.problems);
  const read = configSchema.safeParse(expanded.value);
  if (!read.success) throw error(problemsOf(read.error.issues));
  return { file, settings: read.data, error };
}
