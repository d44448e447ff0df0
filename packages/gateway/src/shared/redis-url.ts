const schemes: { readonly [scheme: string]: string } = { 'redis:': 'redis:', 'rediss:': 'rediss:', 'valkey:': 'redis:', 'valkeys:': 'rediss:' };

/**
 * Checks the address of a Valkey or Redis, and writes it as the client wants it.
 *
 * @throws TypeError for what is none; never with the address in it, which may hold a password
 */
export function redisUrl(text: string): string {
  const url = URL.parse(text);
  const scheme = url && Object.hasOwn(schemes, url.protocol) ? schemes[url.protocol] : undefined;
  if (url === null || scheme === undefined || url.hostname === '') {
    throw new TypeError('the address of Redis must be like redis://user:password@host:6379/0, with rediss: or valkeys: for TLS');
  }
  // A special form of the text and not of the object: the protocol of a URL that is no web address cannot be changed into any other.
  return scheme + text.trim().slice(url.protocol.length);
}
