import type { GatewayAnswer } from '../exchange.ts';

/** An answer of JSON. */
export function json(value: unknown, status = 200): GatewayAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
