import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

const noop = (): void => undefined;

/** Takes a connection of the engine to `authority` (`host:port`). */
export type Route = (authority: string, client: Socket) => void;

/** A way into the relay that only its owner knows. */
export interface RelayAddress {
  /** For the engine, as its proxy. */
  readonly href: string;
  readonly close: () => void;
}

const routes = new Map<string, Route>();
let relay: Promise<Server> | undefined;

async function listen(): Promise<Server> {
  const server = process.getBuiltinModule('node:http').createServer((_, response) => void response.destroy());
  server.on('connect', (request, client, head) => {
    client.on('error', noop);
    const route = routes.get(request.headers['proxy-authorization'] ?? '');
    if (route === undefined || !(client instanceof process.getBuiltinModule('node:net').Socket)) {
      client.destroy();
      return;
    }
    client.unshift(head);
    route(request.url ?? '', client);
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return server;
}

/**
 * Opens a way through the relay: a CONNECT proxy on a loopback port, for the engine of this process only. Each way has a random
 * password of its own; who does not know one is not let in.
 */
export async function openRelay(route: Route): Promise<RelayAddress> {
  const { port } = (await (relay ??= listen())).address() as AddressInfo;
  const credentials = `g4f:${crypto.randomUUID()}`;
  const key = `Basic ${Buffer.from(credentials).toString('base64')}`;
  routes.set(key, route);
  return { href: `http://${credentials}@127.0.0.1:${port}`, close: () => routes.delete(key) };
}

/** Stops the relay. The next way opens another. */
export async function closeRelay(): Promise<void> {
  const server = await relay;
  relay = undefined;
  server?.close();
}
