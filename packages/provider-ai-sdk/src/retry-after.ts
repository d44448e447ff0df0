/** The dates of HTTP begin with the day of the week; `Date.parse` alone would make something of any number. */
const httpDate = /^[a-z]{3,9},? /i;

/**
 * Milliseconds to wait, as `retry-after-ms` or `retry-after` say it (seconds or a date); `undefined` for a date in the past and
 * whatever cannot be read.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function retryAfter(headers: { readonly [name: string]: unknown }, now: number): number | undefined {
  const { 'retry-after-ms': ms, 'retry-after': value } = headers;
  const wait = read(ms, 1) ?? read(value, 1_000) ?? (typeof value === 'string' && httpDate.test(value) ? Date.parse(value) - now : NaN);
  return wait > 0 ? wait : undefined;
}

function read(value: unknown, unit: number): number | undefined {
  return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) * unit : undefined;
}
