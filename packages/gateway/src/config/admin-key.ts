import { createHash } from 'node:crypto';
import type { LoadedConfig } from './load-config.ts';
import type { GatewaySettings } from './schema.ts';

type Keys = NonNullable<GatewaySettings['keys']>;

const listOf = (value: string | readonly string[] | undefined): readonly string[] => (value === undefined ? [] : typeof value === 'string' ? [value] : value);

/**
 * The keys of a configuration, with the environment's admin key (`G4F_ADMIN_KEY`) among them. One that the configuration names as well
 * is not there twice.
 *
 * @throws ConfigError where a key of the configuration is the same, and no admin's
 */
export function withAdminKey({ settings: { keys = [] }, error }: LoadedConfig, adminKey: string | undefined): Keys {
  if (adminKey === undefined || adminKey === '') return keys;
  const hash = createHash('sha256').update(adminKey).digest('hex');
  const index = keys.findIndex(({ key, sha256 }) => listOf(key).includes(adminKey) || listOf(sha256).some((each) => each.toLowerCase() === hash));
  if (index < 0) return [...keys, { id: keys.some(({ id }) => id === 'admin') ? 'G4F_ADMIN_KEY' : 'admin', key: adminKey, isAdmin: true }];
  if (keys[index]?.isAdmin !== true) throw error([{ path: ['keys', index], message: 'it is also G4F_ADMIN_KEY, and has no isAdmin' }]);
  return keys;
}
