import type { Endpoint } from '../endpoint.ts';
import { json } from './json.ts';

/** `GET /healthz`: the process is there. */
export const healthz: Endpoint = { method: 'GET', path: '/healthz', isOpen: true, handle: () => Promise.resolve(json({ status: 'ok' })) };

/**
 * `GET /readyz`: it takes requests. 503 while it shuts down, so that whoever balances load sends it no more. `shared` says whether the
 * state that gateways share is there: without it requests go on.
 */
export const readyz: Endpoint = {
  method: 'GET',
  path: '/readyz',
  isOpen: true,
  handle(_call, { isReady, isShared }) {
    const shared = isShared === undefined ? {} : { shared: isShared() ? 'up' : 'away' };
    return Promise.resolve(isReady() ? json({ status: 'ready', ...shared }) : json({ status: 'shutting down', ...shared }, 503));
  },
};
