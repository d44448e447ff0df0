import { once } from 'node:events';
import { createSecureServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { certificate } from '@g4f/testkit/servers';

/** The TCP sockets of the servers here, by the client's port: a TLS socket cannot be reset itself. */
const raw = new Map<number | undefined, Socket>();
/** Resets the connection below a TLS socket. */
export const reset = ({ remotePort }: TLSSocket): void => void raw.get(remotePort)?.resetAndDestroy();

/** A TLS server that listens. */
export interface Listening extends AsyncDisposable {
  readonly url: string;
  readonly open: () => number;
  readonly opened: () => number;
}

/** Starts a TLS server of any kind. */
export async function start(server: Http2Server | ReturnType<typeof createTlsServer>): Promise<Listening> {
  const sockets = new Set<Socket>();
  let opened = 0;
  server.on('connection', (socket: Socket) => {
    opened++;
    sockets.add(socket);
    raw.set(socket.remotePort, socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  server.on('sessionError', () => undefined).on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    open: () => sockets.size,
    opened: () => opened,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** Calls `answer` for each piece of a request over HTTP/1.1. */
export const http1 = (answer: (socket: TLSSocket) => void): Promise<Listening> =>
  start(createTlsServer({ ...certificate, ALPNProtocols: ['http/1.1'] }, (socket) => void socket.on('error', () => undefined).on('data', () => answer(socket))));
/** Calls `answer` for each request over HTTP/2. */
export const http2 = (answer: (stream: ServerHttp2Stream) => void): Promise<Listening> =>
  start(createSecureServer(certificate).on('stream', (stream: ServerHttp2Stream) => answer(stream.on('error', () => undefined))));
