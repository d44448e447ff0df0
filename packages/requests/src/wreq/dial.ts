import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { ProxyAddress } from '../proxy-address.ts';
import { openHttpTunnel } from './http-tunnel.ts';
import { openSocksTunnel } from './socks-tunnel.ts';

/** Opens a connection to `authority` (`host:port`, as a CONNECT names it), through the proxy if there is one. */
export async function dial(authority: string, proxy: ProxyAddress | undefined, signal: AbortSignal): Promise<Socket> {
  const colon = authority.lastIndexOf(':');
  const host = authority.slice(0, colon).replace(/^\[|\]$/g, '');
  const port = Number(authority.slice(colon + 1));
  if (proxy?.kind === 'http') return openHttpTunnel(proxy.href, authority, signal);
  if (proxy?.kind === 'socks') return openSocksTunnel(proxy.href, host, port, signal);
  const socket = process.getBuiltinModule('node:net').connect({ host, port, signal });
  await once(socket, 'connect');
  return socket;
}
