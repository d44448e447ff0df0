import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createRawServer, type Socket } from 'node:net';
import { certificate } from './certificate.ts';
import { loopback, type Loopback } from './loopback.ts';

/** How a loopback server listens. */
export interface ListenOptions {
  /** Speaks TLS with the test {@link certificate}. @default false */
  readonly tls?: boolean | undefined;
}

/**
 * Starts an HTTP server on 127.0.0.1.
 *
 * @example
 * await using server = await listen((request, response) => void response.end('hello'));
 * const text = await (await fetch(server.url)).text();
 */
export function listen(handler: RequestListener, { tls = false }: ListenOptions = {}): Promise<Loopback> {
  return tls ? loopback(createTlsServer(certificate, handler), 'https') : loopback(createServer(handler));
}

/**
 * Starts a TCP server on 127.0.0.1: for answers that no HTTP server would give.
 *
 * @example
 * await using server = await listenRaw((socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\ncut'));
 */
export function listenRaw(onConnection: (socket: Socket) => void): Promise<Loopback> {
  return loopback(createRawServer(onConnection));
}
