import type { buildConnector, Dispatcher } from 'undici';
import type { ProxyAddress } from '../proxy-address.ts';
import type { Undici } from './load.ts';
import { observed } from './sockets.ts';

/**
 * HTTP/1.1 on connections of ours: one request a socket, so that an abort frees it at once and a socket that died while it was idle
 * is told for certain. No timeout of undici's own: core's clock is the one owner of deadlines.
 */
const options = { allowH2: false, connectTimeout: 0, headersTimeout: 0, bodyTimeout: 0 } as const;

const pools = new Map<string, Dispatcher>();

function direct({ Agent, buildConnector }: Undici): Dispatcher {
  return new Agent({ ...options, connect: observed(buildConnector({ timeout: 0, allowH2: false })) });
}

function throughHttp({ ProxyAgent, Pool }: Undici, { href }: ProxyAddress): Dispatcher {
  const pool = (origin: string | URL, made: object): Dispatcher => {
    const { connect } = made as { connect: buildConnector.connector };
    return new Pool(origin, { ...made, ...options, connect: observed(connect) });
  };
  return new ProxyAgent({ ...options, uri: href, proxyTls: { allowH2: false }, clientFactory: pool, factory: pool });
}

function throughSocks({ Socks5ProxyAgent, buildConnector }: Undici, { href }: ProxyAddress): Dispatcher {
  return new Socks5ProxyAgent(href, { ...options, connect: observed(buildConnector({ timeout: 0, allowH2: false })) });
}

/**
 * The pool of this process for a proxy, or for none. Its idle sockets keep no process alive. Settings of TLS will be part of the key
 * when a session can have any.
 */
export function poolFor(undici: Undici, proxy: ProxyAddress | undefined): Dispatcher {
  const key = proxy?.href ?? '';
  let pool = pools.get(key);
  if (pool === undefined) {
    if (proxy === undefined) pool = direct(undici);
    else pool = proxy.kind === 'http' ? throughHttp(undici, proxy) : throughSocks(undici, proxy);
    pools.set(key, pool);
  }
  return pool;
}

/** Closes every shared pool at once, requests under way included. */
export async function closePools(): Promise<void> {
  const open = [...pools.values()];
  pools.clear();
  await Promise.all(open.map((pool) => pool.destroy()));
}
