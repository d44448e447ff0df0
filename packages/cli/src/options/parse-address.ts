import { UsageError } from '../usage-error.ts';

/**
 * A parser of addresses with one of some schemes, for the option named. The address is kept as it was written.
 *
 * @throws UsageError for anything else; the message leaves the address out, for it may hold a password
 */
export function addressParser(option: string, ...schemes: readonly string[]): (text: string) => string {
  return (text) => {
    if (schemes.includes(URL.parse(text)?.protocol.slice(0, -1) ?? '')) return text;
    throw new UsageError(`${option} takes an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`);
  };
}
