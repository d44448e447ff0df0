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
  let merged: { [name: string]: string } | undefined;
  /** Names that are left out: they keep their place until it is known that nobody brings them back. */
  let gaps: Set<string> | undefined;
  for (const headers of given) {
    if (headers === undefined) continue;
    merged ??= { ...defaults };
    const pairs = isIterable(headers) ? headers : Object.entries(headers);
    for (const [name, value] of pairs) {
      const key = name.toLowerCase();
      merged[key] = value ?? '';
      if (value === undefined) (gaps ??= new Set()).add(key);
      else gaps?.delete(key);
    }
  }
  for (const name of gaps ?? []) if (merged !== undefined) Reflect.deleteProperty(merged, name);
  return merged ?? defaults;
}

const privateName = /auth|cookie|key|token|secret|password|session/;

/** The values that must not show in an error: those of headers with telling names, also without their scheme. */
export function privateValues(headers: { readonly [name: string]: string }): string[] {
  return Object.entries(headers)
    .filter(([name]) => privateName.test(name))
    .flatMap(([, value]) => [value, ...value.split(/[\s;=]+/).filter((part) => part.length >= 8)]);
}

