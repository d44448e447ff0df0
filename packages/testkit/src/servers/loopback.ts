import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A real server on an ephemeral port of 127.0.0.1. */
export interface Loopback extends AsyncDisposable {
  /** `http://127.0.0.1:port`, or `https://localhost:port` (TLS wants a name). No slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  /** How many connections are open now, idle ones too. */
  openSockets(): number;
  /** Destroys what is open and stops listening. A second call does nothing. */
  close(): Promise<void>;
}

/** Makes a {@link Loopback} of a server that does not listen yet. */
export async function loopback(server: Server, scheme: 'http' | 'https' | 'socks5' = 'http'): Promise<Loopback> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    // A peer that resets is part of the play, not a failure of the server.
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const close = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url: `${scheme}://${scheme === 'https' ? 'localhost' : '127.0.0.1'}:${port}`,
    port,
    server,
    openSockets: () => [...sockets].filter(({ destroyed }) => !destroyed).length,
    close,
    [Symbol.asyncDispose]: close,
  };
}
