import type { RequestOptions } from 'node:http';
import type { Socket } from 'node:net';
import { tunnelError } from './tunnel-error.ts';

/** Asks an HTTP proxy, itself on TLS or not, for a connection to `authority` (`host:port`). */
export function openHttpTunnel(href: string, authority: string, signal: AbortSignal): Promise<Socket> {
  const { protocol, hostname, port, username, password } = new URL(href);
  const host = hostname.replace(/^\[|\]$/g, '');
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const options: RequestOptions & { readonly servername?: string } = {
    host,
    port,
    method: 'CONNECT',
    path: authority,
    headers: { host: authority, ...(credentials === ':' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }) },
    agent: false,
    signal,
    ...(process.getBuiltinModule('node:net').isIP(host) === 0 ? { servername: host } : {}),
  };
  return new Promise((resolve, reject) => {
    const asked = process.getBuiltinModule(protocol === 'https:' ? 'node:https' : 'node:http').request(options);
    asked.on('connect', ({ statusCode = 0 }, socket, head) => {
      if (statusCode === 200) {
        socket.unshift(head);
        resolve(socket);
      } else {
        socket.destroy();
        reject(refused(statusCode));
      }
    });
    asked.on('response', ({ statusCode = 0 }) => {
      asked.destroy();
      reject(refused(statusCode));
    });
    asked.on('error', reject).end();
  });
}

const refused = (status: number): Error => tunnelError(`Proxy response (${status}) to a CONNECT`, 'UND_ERR_ABORTED');
