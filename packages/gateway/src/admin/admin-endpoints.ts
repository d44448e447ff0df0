import type { Endpoint } from '../endpoint.ts';
import { guarded } from './guarded.ts';
import { keyEndpoints, type KeyAdmin } from './key-endpoints.ts';

/**
 * The endpoints for admins: keys to issue, limit and revoke.
 *
 * @example
 * const endpoints = adminEndpoints({ book, access, counts, onChange: (change) => console.log(change), now: Date.now });
 */
export function adminEndpoints(admin: KeyAdmin): readonly Endpoint[] {
  const hasAdmin = (): boolean => admin.access.callers().some(({ caller }) => caller.isAdmin);
  return keyEndpoints(admin).map((endpoint) => guarded(endpoint, hasAdmin));
}
