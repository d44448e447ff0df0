import { clientKey, modelOf, upstreamModelOf } from './client-key.ts';
import { serve, type Server } from './upstream.ts';

/** A server between a client and upstream, and how its client asks. */
export interface Way extends Server {
  /** What its lines are called by. */
  readonly key: string;
  /** What it is called in the table. */
  readonly name: string;
  readonly headers: { readonly [name: string]: string };
  /** What its client calls the model of this shape. */
  readonly modelOf: (shape: string) => string;
}

const ours = { headers: { authorization: `Bearer ${clientKey}` }, modelOf } as const;

/** A proxy that hands bytes on and does nothing else. */
export const bareWay = async (upstream: Server): Promise<Way> => ({ ...(await serve('floor-proxy', upstream.url)), key: 'bare', name: 'a bare proxy', headers: {}, modelOf: upstreamModelOf });

/** A proxy that does what any gateway must. */
export const dutifulWay = async (upstream: Server): Promise<Way> => ({ ...(await serve('dutiful-proxy', upstream.url)), key: 'dutiful', name: 'a proxy with the same duties', ...ours });

export const ourWay = async (upstream: Server): Promise<Way> => ({ ...(await serve('gateway', upstream.url)), key: 'ours', name: 'ours', ...ours });

export const portkeyWay = async (upstream: Server): Promise<Way> => ({
  ...(await serve('portkey')),
  key: 'portkey',
  name: "Portkey's gateway",
  headers: { authorization: 'Bearer key', 'x-portkey-provider': 'openai', 'x-portkey-custom-host': `${upstream.url}/v1` },
  modelOf: upstreamModelOf,
});
