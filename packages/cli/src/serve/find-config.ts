import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Io } from '../io.ts';

/** What a configuration is called where nobody says. */
export const configNames: readonly string[] = ['g4f.yaml', 'g4f.yml', 'g4f.config.ts', 'g4f.config.js'];

/** The configuration file: the one that is named, that of `G4F_CONFIG`, or the first of its customary names in the directory; `undefined` for none. */
export function findConfig(named: string | undefined, { cwd, env }: Pick<Io, 'cwd' | 'env'>): string | undefined {
  const given = named ?? env['G4F_CONFIG'] ?? '';
  if (given !== '') return path.resolve(cwd, given);
  return configNames.map((name) => path.join(cwd, name)).find((file) => existsSync(file));
}
