import type { buildConnector, Dispatcher } from 'undici';
import type { ProxyAddress } from '../proxy-address.ts';
import type { Undici } from './load.ts';
import { observed } from './sockets.ts';

/**
 * HTTP/1.1 on connections of ours: one request a socket, so that an abort frees it at once and a socket that died while it was idle
 * is told for certain. No timeout of undici's own: core's clock is the one owner of deadlines.
 */
const options = { allowH2: false, connectTimeout: 0, headersTimeout: 0, bodyTimeout: 0 } as const;

/** More proxies than a program goes through in turn, unless each request has one of its own. */
const mostPools = 32;

interface Pool {
  readonly dispatcher: Dispatcher;
  /** Requests under way. */
  users: number;
}

/** The one that was used last comes last. */
const pools = new Map<string, Pool>();
/** Those that had to make room, until their last answer has ended. */
const retired = new Set<Pool>();

function direct({ Agent, buildConnector }: Undici): Dispatcher {
  return new Agent({ ...options, connect: observed(buildConnector({ timeout: 0, allowH2: false })) });
}

function throughHttp({ ProxyAgent, Pool: OriginPool }: Undici, { href }: ProxyAddress): Dispatcher {
  const pool = (origin: string | URL, made: object): Dispatcher => {
    const { connect } = made as { connect: buildConnector.connector };
    return new OriginPool(origin, { ...made, ...options, connect: observed(connect) });
  };
  return new ProxyAgent({ ...options, uri: href, proxyTls: { allowH2: false }, clientFactory: pool, factory: pool });
}

function throughSocks({ Socks5ProxyAgent, buildConnector }: Undici, { href }: ProxyAddress): Dispatcher {
  return new Socks5ProxyAgent(href, { ...options, connect: observed(buildConnector({ timeout: 0, allowH2: false })) });
}

function create(undici: Undici, proxy: ProxyAddress | undefined): Dispatcher {
  if (proxy === undefined) return direct(undici);
  return proxy.kind === 'http' ? throughHttp(undici, proxy) : throughSocks(undici, proxy);
}

/** A pool, for as long as one request lasts. */
export interface Lease {
  readonly dispatcher: Dispatcher;
  /** To be called once, at the end. */
  readonly release: () => void;
}

/**
 * Borrows the pool of this process for a proxy, or for none. Its idle sockets keep no process alive. Beyond {@link mostPools} the one
 * that was not used for longest makes room, and is closed when nobody uses it.
 */
export function leasePool(undici: Undici, proxy: ProxyAddress | undefined): Lease {
  const key = proxy?.href ?? '';
  const pool = pools.get(key) ?? { dispatcher: create(undici, proxy), users: 0 };
  pools.delete(key);
  pools.set(key, pool);
  pool.users++;
  const [oldest] = pools;
  if (pools.size > mostPools && oldest !== undefined) {
    pools.delete(oldest[0]);
    retired.add(oldest[1]);
    closeIfUnused(oldest[1]);
  }
  return {
    dispatcher: pool.dispatcher,
    release() {
      pool.users--;
      closeIfUnused(pool);
    },
  };
}

function closeIfUnused(pool: Pool): void {
  if (pool.users > 0 || !retired.delete(pool)) return;
  // Not while undici is still at work on the end of the last answer.
  setImmediate(() => void pool.dispatcher.destroy());
}

/** Closes every shared pool at once, requests under way included. */
export async function closePools(): Promise<void> {
  const open = [...pools.values(), ...retired];
  pools.clear();
  retired.clear();
  await Promise.all(open.map(({ dispatcher }) => dispatcher.destroy()));
}
