import type { GatewayRequest } from '../exchange.ts';
import { GatewayError } from '../gateway-error.ts';

/** The header in which a client brings keys of its own for providers: `openai=sk-…, anthropic=sk-ant-…`. */
export const clientKeysHeader = 'x-g4f-provider-keys';

const pair = /^([a-z0-9][a-z0-9._-]{0,63})=([\u0021-\u002b\u002d-\u007e]{1,512})$/;

/**
 * The keys for providers that a request brings, by provider id, as `apiKeys` of a call takes them.
 *
 * @throws GatewayError 403 where the gateway allows none, 400 for a header that cannot be read; never with what stands in it
 */
export function clientKeys({ header }: Pick<GatewayRequest, 'header'>, isAllowed: boolean): { readonly [provider: string]: string } {
  const value = header(clientKeysHeader);
  if (value === undefined) return {};
  if (!isAllowed) throw new GatewayError(`this gateway takes no keys for providers from its clients; leave out the header ${clientKeysHeader}`, { status: 403 });
  const pairs = value.split(',').map((text) => pair.exec(text.trim()));
  const keys = pairs.flatMap((match): readonly (readonly [string, string])[] => (match?.[1] === undefined || match[2] === undefined ? [] : [[match[1], match[2]]]));
  if (keys.length < pairs.length) throw new GatewayError(`the header ${clientKeysHeader} must be provider=key, with commas between several`, { status: 400 });
  return Object.fromEntries(keys);
}
