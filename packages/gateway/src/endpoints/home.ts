import type { Endpoint } from '../endpoint.ts';
import { accepts } from '../page/accepts.ts';
import type { Page } from '../page/page.ts';

/** `GET /`: the page, for a browser; a plain list of what is there for everybody else. */
export function home(endpoints: readonly Endpoint[], page?: Page): Endpoint {
  const lines = endpoints.map(({ method, path }) => `${method.padEnd(6)} ${path.replace(/:(\w+)\*?/g, '{$1}')}`);
  const body = ['g4f gateway: every chat model behind the wires that clients already speak.', '', ...new Set(lines), ''].join('\n');
  const list = { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8', ...(page !== undefined && { vary: 'accept' }) }, body };
  return {
    method: 'GET',
    path: '/',
    isOpen: true,
    handle: (call, context) => (page !== undefined && accepts(call.request.header('accept'), 'text/html') ? page.document(call, context) : Promise.resolve(list)),
  };
}
