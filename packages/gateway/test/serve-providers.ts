import type { AsyncGeneratorProvider } from '@g4f/core';
import { createGateway, type Gateway, type GatewayOptions } from '../src/index.ts';
import { serve, type GatewayServer, type ServeOptions } from '../src/node.ts';

/** A gateway on a port of its own. */
export interface Served extends AsyncDisposable {
  readonly url: string;
  readonly gateway: Gateway;
  readonly server: GatewayServer;
  /** What went wrong that is nobody's failure but the gateway's. */
  readonly errors: readonly unknown[];
}

/** Serves these providers. Takes any port that is free. */
export async function serveProviders(providers: readonly AsyncGeneratorProvider[], options: GatewayOptions = {}, how: ServeOptions = {}): Promise<Served> {
  const errors: unknown[] = [];
  const gateway = createGateway({ providers, onError: (error) => errors.push(error), ...options });
  const server = await serve(gateway, { port: 0, ...how });
  return { url: server.url, gateway, server, errors, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}
