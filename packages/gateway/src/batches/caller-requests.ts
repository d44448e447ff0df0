import type { Access, Caller } from '../access.ts';
import type { GatewayRequest } from '../exchange.ts';
import { GatewayError } from '../gateway-error.ts';

const as: unique symbol = Symbol('caller');

/** A request that a worker makes for the caller whose batch it is. */
interface CallerRequest extends GatewayRequest {
  readonly [as]: Caller;
}

const isCallerRequest = (request: GatewayRequest): request is CallerRequest => as in request;

/** Lets requests of batches in as their callers, without a key: nobody but a worker in this process can make one. */
export function withCallers(access: Access): Access {
  return {
    ...access,
    get hasKeys() {
      return access.hasKeys; // it may come to ask for keys while it runs
    },
    identify: (request) => (isCallerRequest(request) ? Promise.resolve(request[as]) : access.identify(request)),
  };
}

/** Makes a request for a caller. */
export function callerRequest(caller: Caller, path: string, body: unknown, signal: AbortSignal): GatewayRequest {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const request: CallerRequest = {
    method: 'POST',
    path,
    query: new URLSearchParams(),
    header: (name) => (name === 'content-type' ? 'application/json' : undefined),
    async body(limit) {
      if (bytes.length > limit) throw new GatewayError(`the body is larger than ${limit} bytes`, { status: 413 });
      return bytes;
    },
    signal,
    address: undefined,
    [as]: caller,
  };
  return request;
}
