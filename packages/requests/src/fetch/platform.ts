import type { Platform } from '../platform.ts';
import { fetchTransport } from './fetch-transport.ts';
import { impersonation } from './impersonation.ts';

/** Any runtime with `fetch`: it keeps the connections, and decides on TLS and proxies. */
export const platform: Platform = {
  transport: fetchTransport,
  impersonation,
  environmentProxy: () => undefined,
  channel: () => undefined,
  closePools: () => Promise.resolve(),
};
