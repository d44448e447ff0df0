import type { Endpoint, GatewayContext } from '../endpoint.ts';
import type { GatewayAnswer, GatewayRequest } from '../exchange.ts';
import { GatewayError } from '../gateway-error.ts';

const forbidden = (message: string): GatewayError => new GatewayError(message, { status: 403 });

/**
 * What an admin's request must have besides its caller: the `Authorization` header where keys are asked for, and where none are, an
 * origin that is this gateway's own page or nobody's. A form or an image of some other page can send neither, and cookies count for nothing.
 */
function checkRequest({ method, header }: GatewayRequest, hasKeys: boolean): void {
  if (hasKeys && header('authorization') === undefined) {
    throw new GatewayError('an admin sends its key as "authorization: Bearer …"', { status: 401, headers: { 'www-authenticate': 'Bearer' } });
  }
  const origin = header('origin');
  if (!hasKeys && origin !== undefined && URL.parse(origin)?.host !== header('host')) throw forbidden('without keys only the page of this gateway may ask that');
  if (header('sec-fetch-site') === 'cross-site') throw forbidden('pages of other sites may not ask that');
  if ((method === 'POST' || method === 'PATCH' || method === 'PUT') && !/^application\/json\s*(?:;|$)/i.test(header('content-type') ?? '')) {
    throw new GatewayError('send JSON, with "content-type: application/json"', { status: 415 });
  }
}

/**
 * Makes an endpoint one for admins: for keys with `isAdmin`, and where no keys are asked for, for this machine.
 *
 * @param hasAdmin whether there is a key with `isAdmin`
 */
export function guarded(endpoint: Endpoint, hasAdmin: () => boolean): Endpoint {
  return {
    ...endpoint,
    async handle(call, context: GatewayContext): Promise<GatewayAnswer> {
      checkRequest(call.request, context.access.hasKeys);
      if (!call.caller.isAdmin) {
        throw forbidden(hasAdmin() ? 'this is for keys with isAdmin' : 'this is for admins, and no key is one: set G4F_ADMIN_KEY, or isAdmin of a key in the configuration');
      }
      const answer = await endpoint.handle(call, context);
      return { ...answer, headers: { ...answer.headers, 'cache-control': 'no-store' } };
    },
  };
}
