import type { Endpoint } from '../endpoint.ts';
import { GatewayError } from '../gateway-error.ts';

/** How metrics are served. */
export interface MetricsEndpointOptions {
  /** Whoever reaches the gateway may read them, key or no key. @default false: a key with `isAdmin`, or this machine where there are no keys */
  readonly isOpen?: boolean | undefined;
}

/**
 * `GET /metrics`, for Prometheus.
 *
 * @param text gives the metrics: those of this process, or of several
 */
export function metricsEndpoint(text: () => Promise<string>, { isOpen = false }: MetricsEndpointOptions = {}): Endpoint {
  return {
    method: 'GET',
    path: '/metrics',
    ...(isOpen && { isOpen }),
    async handle({ caller }) {
      if (!isOpen && !caller.isAdmin) throw new GatewayError('metrics are for keys with isAdmin; or configure metrics: open', { status: 403 });
      return { status: 200, headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' }, body: await text() };
    },
  };
}
