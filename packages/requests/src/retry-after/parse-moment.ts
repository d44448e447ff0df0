/** The three forms of HTTP, the last of which has no zone because it means GMT. */
const httpDate = /^[a-z]{3,9}, \d{2}[ -][a-z]{3}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT$|^[a-z]{3} [a-z]{3} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/i;
const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

/**
 * Reads a date of HTTP, or one of RFC 3339, as milliseconds of the epoch; `undefined` for anything else, which `Date.parse` alone
 * would make something of.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
 */
export function parseMoment(text: string): number | undefined {
  const isHttp = httpDate.test(text);
  if (!isHttp && !rfc3339.test(text)) return undefined;
  const moment = Date.parse(isHttp && !text.endsWith('GMT') ? `${text} GMT` : text);
  return Number.isNaN(moment) ? undefined : moment;
}
