import { impersonation } from '../impersonate/impersonation.ts';
import type { Platform } from '../platform.ts';
import { closePools } from '../undici/pools.ts';
import { undiciTransport } from '../undici/undici-transport.ts';

/** Node, with undici. */
export const platform: Platform = { transport: undiciTransport, impersonation, closePools };
