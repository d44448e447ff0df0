import type { Caller } from '../access.ts';
import type { GatewayContext } from '../endpoint.ts';
import type { GatewayRequest } from '../exchange.ts';
import { GatewayError } from '../gateway-error.ts';

/** The password of a request, where it could be a key: whatever else stands in a header is none. */
const keyOf = (pass: string | null): string | undefined => (pass !== null && /^[\x21-\x7e]{1,512}$/.test(pass) ? `Bearer ${pass}` : undefined);

/**
 * Tells who asks. Front ends of this protocol know passwords and no keys: where the gateway asks for keys, one of them is the password.
 *
 * @throws GatewayError 403 for a foreign host or origin
 * @returns nobody for a password that opens nothing
 */
export async function callerOf(request: GatewayRequest, pass: string | null, { access }: GatewayContext): Promise<Caller | undefined> {
  if (!access.hasKeys) return access.identify(request);
  try {
    return await access.identify({ ...request, header: (name) => (name === 'authorization' ? (keyOf(pass) ?? request.header(name)) : request.header(name)) });
  } catch (error) {
    if (error instanceof GatewayError && error.status === 401) return undefined;
    throw error;
  }
}
