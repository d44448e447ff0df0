/** Reads an address that can be asked: http: or https:, without credentials; `undefined` for anything else. */
export function readAddress(url: string | URL, base?: URL): URL | undefined {
  const parsed = URL.parse(url, base);
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.password !== '') return undefined;
  // To set it, also to what it is, has the address read again.
  if (parsed.href.includes('#')) parsed.hash = '';
  return parsed;
}
