import type { GatewayRequest } from '../exchange.ts';
import { GatewayError } from '../gateway-error.ts';

/** What a request wants of the cache. */
export interface CacheWish {
  /** An answer that is there will do. */
  readonly canRead: boolean;
  /** Seconds that it may be old. @default as old as it is kept */
  readonly maxAge: number | undefined;
  /** Nothing else will do. */
  readonly isOnlyRead: boolean;
  /** Seconds for which a new answer is kept. */
  readonly seconds: number;
}

/** The header that asks for the cache: `on`, `off`, or `ttl=600` for so many seconds. */
export const cacheHeader = 'x-g4f-cache';

type Switch = { readonly isOn: boolean; readonly seconds?: number | undefined } | undefined;

function readSwitch(text: string | undefined): Switch {
  const value = text?.trim().toLowerCase();
  if (value === undefined) return undefined;
  if (['on', '1', 'true'].includes(value)) return { isOn: true };
  if (['off', '0', 'false'].includes(value)) return { isOn: false };
  const [, digits] = /^ttl=([1-9]\d{0,8})$/.exec(value) ?? [];
  if (digits === undefined) throw new GatewayError(`the header ${cacheHeader} may be on, off, or ttl= and a number of seconds`, { status: 400 });
  return { isOn: true, seconds: Number(digits) };
}

/** The directives of a `cache-control` header. Source: RFC 9111, section 5.2.1; a `max-age` that is no number counts as 0. */
function readDirectives(text = ''): { readonly names: ReadonlySet<string>; readonly maxAge: number | undefined } {
  const directives = text.split(',').map((each) => each.trim().toLowerCase());
  const age = directives.find((each) => each.startsWith('max-age='))?.slice('max-age='.length);
  return { names: new Set(directives), maxAge: age === undefined ? undefined : /^"?\d{1,10}"?$/.test(age) ? Number(age.replaceAll('"', '')) : 0 };
}

/**
 * What a request wants of the cache. `undefined`: nothing, as nobody has asked for it.
 *
 * @param always seconds for which answers to this caller are kept without being asked to
 * @param usual seconds where nobody says how many
 * @throws GatewayError 400 for a header that cannot be read
 */
export function cacheWish({ header }: Pick<GatewayRequest, 'header'>, always: number | undefined, usual: number): CacheWish | undefined {
  const asked = readSwitch(header(cacheHeader));
  const { names, maxAge } = readDirectives(header('cache-control'));
  const isOnlyRead = names.has('only-if-cached');
  const isOn = asked?.isOn ?? (always !== undefined || isOnlyRead || (maxAge ?? 0) > 0);
  if (!isOn || names.has('no-store')) return undefined;
  const agreed = always ?? (maxAge === undefined || maxAge === 0 ? usual : maxAge);
  return { canRead: !names.has('no-cache') && maxAge !== 0, maxAge, isOnlyRead, seconds: asked?.seconds ?? agreed };
}
