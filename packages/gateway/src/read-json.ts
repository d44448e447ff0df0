import type { GatewayRequest } from './exchange.ts';
import { GatewayError } from './gateway-error.ts';

/** How deep arrays and objects may lie in each other: nothing that a client asks comes near it. */
const mostDepth = 64;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const invalid = (message: string): GatewayError => new GatewayError(message, { status: 400 });

/** Refuses what is too deep, and takes out what some later copy might take for an object's prototype. */
function check(value: object, depth: number): void {
  if (depth > mostDepth) throw invalid(`the body's JSON is more than ${mostDepth} levels deep`);
  if (Array.isArray(value)) {
    for (const inner of value as readonly unknown[]) if (typeof inner === 'object' && inner !== null) check(inner, depth + 1);
    return;
  }
  // What JSON made has no properties but its own.
  for (const name in value) {
    if (name === '__proto__') Reflect.deleteProperty(value, name);
    else {
      const inner: unknown = Reflect.get(value, name);
      if (typeof inner === 'object' && inner !== null) check(inner, depth + 1);
    }
  }
}

/** JSON that came from outside, and the text that it was. */
export interface ReadJson {
  readonly value: unknown;
  readonly text: string;
}

/**
 * Reads JSON that came from outside.
 *
 * @throws GatewayError 400 for what is no JSON in UTF-8, or is too deep
 */
export function parseJson(bytes: Uint8Array): ReadJson {
  let text: string;
  let value: unknown;
  try {
    text = utf8.decode(bytes);
    value = JSON.parse(text);
  } catch {
    // The parser's own words quote the body.
    throw invalid('the body is not JSON');
  }
  if (typeof value === 'object' && value !== null) check(value, 1);
  return { value, text };
}

/**
 * Reads a request's body as JSON.
 *
 * @throws GatewayError 413 for one over `limit` bytes, 415 for a compressed one, 400 for what is no JSON or is too deep
 */
export async function readJson(request: GatewayRequest, limit: number): Promise<ReadJson> {
  const encoding = request.header('content-encoding') ?? 'identity';
  if (encoding !== 'identity') throw new GatewayError('send the body as it is, without content-encoding', { status: 415 });
  return parseJson(await request.body(limit));
}
