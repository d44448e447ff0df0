import path from 'node:path';
import { createFileStorage } from '../keys/file-storage.ts';
import { openKeyBook, type KeyBook } from '../keys/key-book.ts';
import type { SharedState } from '../shared/shared-state.ts';
import type { Log } from '../telemetry/log.ts';
import type { LoadedConfig } from './load-config.ts';
import { tellFailures } from './tell-failures.ts';

/** What a file of keys is called where nobody says. */
const customary = 'g4f.keys.json';

/**
 * Opens the keys that are issued while the gateway runs: on Redis where gateways share one, else in a file beside the configuration, or
 * in the directory of a gateway that has none.
 */
export function openKeys({ file, settings }: LoadedConfig, limits: () => LoadedConfig['settings']['limits'], state: SharedState | undefined, log: Log): Promise<KeyBook> {
  const directory = file === undefined ? process.cwd() : path.dirname(file);
  const storage = state?.keys ?? createFileStorage(path.resolve(directory, settings.admin?.keysFile ?? customary));
  return openKeyBook({ storage, limits: () => limits() ?? {}, onError: tellFailures(log, 'whoever has an issued key is not let in') });
}
