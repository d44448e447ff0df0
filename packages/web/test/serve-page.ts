import { createGateway, type GatewayOptions } from '@g4f/gateway';
import { createPage, serve, type GatewayServer } from '@g4f/gateway/node';
import { catalogue } from '@g4f/models/all';
import { preparePage } from '@g4f/web';

/** Serves the page as `g4f serve` does, on any port that is free. */
export async function servePage(options: GatewayOptions): Promise<GatewayServer> {
  return serve(createGateway({ catalogue, page: createPage(await preparePage()), ...options }), { port: 0 });
}
