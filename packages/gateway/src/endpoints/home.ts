import type { Endpoint } from '../endpoint.ts';

/** `GET /`: a plain list of what is there. */
export function home(endpoints: readonly Endpoint[]): Endpoint {
  const lines = endpoints.map(({ method, path }) => `${method.padEnd(6)} ${path.replace(/:(\w+)\*?/g, '{$1}')}`);
  const body = ['g4f gateway: every chat model behind the wires that clients already speak.', '', ...new Set(lines), ''].join('\n');
  return { method: 'GET', path: '/', isOpen: true, handle: () => Promise.resolve({ status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body }) };
}
