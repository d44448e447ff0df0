import { environmentProxy } from '../environment-proxy.ts';
import { impersonation } from '../impersonate/impersonation.ts';
import type { Platform } from '../platform.ts';
import { closePools } from '../undici/pools.ts';
import { undiciTransport } from '../undici/undici-transport.ts';
import { closeLanes } from '../wreq/lanes.ts';

/** Node, with undici. */
export const platform: Platform = {
  transport: undiciTransport,
  impersonation,
  environmentProxy: (url, env = process.env) => environmentProxy(url, env),
  channel: (name) => process.getBuiltinModule('node:diagnostics_channel').channel(name),
  async closePools() {
    await Promise.all([closePools(), closeLanes()]);
  },
};
