import type { Access } from '../access.ts';
import { createAccess, type AccessOptions, type KeyedAccess } from '../access/create-access.ts';
import { withAdminKey } from './admin-key.ts';
import type { LoadedConfig } from './load-config.ts';

/** What access is made with besides the configuration. */
export type AccessWorld = Pick<AccessOptions, 'counts' | 'estimateCost' | 'issued' | 'onError'>;

const place = /^createAccess: (?:(keys)\[(\d+)\]|(limits))(?:\.([\w.]+))?:? /;

/**
 * Makes the access of a configuration.
 *
 * @param adminKey the environment's
 * @throws ConfigError for a key or a limit that makes no sense, with its place
 */
export async function accessOf(config: LoadedConfig, adminKey: string | undefined, world: AccessWorld): Promise<KeyedAccess> {
  const { settings, error } = config;
  const { limits, allowClientKeys, cors } = settings;
  const keys = withAdminKey(config, adminKey);
  try {
    return await createAccess({ ...world, keys, limits, allowClientKeys, origins: cors === undefined || cors.origins === '*' ? undefined : cors.origins });
  } catch (failure) {
    const message = failure instanceof Error ? failure.message : String(failure);
    const [found, keyed, index, limited, fields] = place.exec(message) ?? [];
    if (found === undefined) throw failure;
    if (keyed !== undefined && Number(index) >= (settings.keys?.length ?? 0)) throw error([{ path: [], message: `G4F_ADMIN_KEY: ${message.slice(found.length)}` }], { cause: failure });
    const path = [...(keyed === undefined ? [limited ?? ''] : [keyed, Number(index)]), ...(fields?.split('.') ?? [])];
    throw error([{ path, message: message.slice(found.length) }], { cause: failure });
  }
}

/** An access that stays the same object while what is behind it is replaced. What was let in is settled where it was let in. */
export function replaceable(current: () => KeyedAccess): Access & Pick<KeyedAccess, 'clientKeys' | 'cacheSeconds' | 'callers'> {
  return {
    get hasKeys() {
      return current().hasKeys;
    },
    identify: (request) => current().identify(request),
    admit: (caller, call) => current().admit(caller, call),
    clientKeys: (request) => current().clientKeys(request),
    cacheSeconds: (caller) => current().cacheSeconds(caller),
    callers: () => current().callers(),
  };
}
