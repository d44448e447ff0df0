import type { Endpoint } from '../endpoint.ts';
import { guarded } from './guarded.ts';
import { keyEndpoints, type KeyAdmin } from './key-endpoints.ts';
import { statsEndpoint, type StatsAdmin } from './stats-endpoint.ts';

/**
 * The endpoints for admins: keys to issue, limit and revoke, and numbers to look at.
 *
 * @example
 * const endpoints = adminEndpoints({ book, access, counts, parts: async (question) => [stats.part(question)], onChange: (change) => console.log(change), now: Date.now });
 */
export function adminEndpoints(admin: KeyAdmin & StatsAdmin): readonly Endpoint[] {
  const hasAdmin = (): boolean => admin.access.callers().some(({ caller }) => caller.isAdmin);
  return [...keyEndpoints(admin), statsEndpoint(admin)].map((endpoint) => guarded(endpoint, hasAdmin));
}
