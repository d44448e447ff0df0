import type { GatewayRequest } from '../src/exchange.ts';

/** A request with these headers, from this machine. */
export function asked(headers: { readonly [name: string]: string } = {}): GatewayRequest {
  const all = new Map(Object.entries({ host: '127.0.0.1:1337', ...headers }));
  return {
    method: 'POST',
    path: '/v1/chat/completions',
    query: new URLSearchParams(),
    header: (name) => all.get(name),
    body: () => Promise.resolve(new Uint8Array()),
    signal: new AbortController().signal,
    address: '127.0.0.1',
  };
}
