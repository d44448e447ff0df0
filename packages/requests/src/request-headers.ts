/** Headers by name, or pairs, or a `Headers`. `undefined` leaves a default out. */
export type RequestHeaders = { readonly [name: string]: string | undefined } | Iterable<readonly [name: string, value: string]>;

const isIterable = (headers: RequestHeaders): headers is Iterable<readonly [string, string]> => Symbol.iterator in headers;

/**
 * The headers of a request: the browser's, then the session's, then the request's own; the later wins, whatever its case. A name
 * keeps the place where it first stood, since browsers have an order.
 */
export function requestHeaders(
  defaults: { readonly [name: string]: string },
  ...given: readonly (RequestHeaders | undefined)[]
): { readonly [name: string]: string } {
  const layers = given.filter((headers) => headers !== undefined);
  if (layers.length === 0) return defaults;
  const merged = new Map<string, string | undefined>(Object.entries(defaults));
  for (const headers of layers) {
    for (const [name, value] of isIterable(headers) ? headers : Object.entries(headers)) merged.set(name.toLowerCase(), value);
  }
  return Object.fromEntries([...merged].filter((pair): pair is [string, string] => pair[1] !== undefined));
}

const privateName = /auth|cookie|key|token|secret|password|session/;

/** The values that must not show in an error: those of headers with telling names, also without their scheme. */
export function privateValues(headers: { readonly [name: string]: string }): string[] {
  return Object.entries(headers)
    .filter(([name]) => privateName.test(name))
    .flatMap(([, value]) => [value, ...value.split(/[\s;=]+/).filter((part) => part.length >= 8)]);
}

