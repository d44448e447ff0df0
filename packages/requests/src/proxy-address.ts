import { ProviderError } from '@g4f/core';

const protocols = { 'http:': 'http', 'https:': 'http', 'socks5:': 'socks', 'socks5h:': 'socks' } as const;
const spoken = Object.keys(protocols).join(', ');

/** A proxy, checked. */
export interface ProxyAddress {
  readonly kind: (typeof protocols)[keyof typeof protocols];
  /** With credentials: for the connection only, never for a message. */
  readonly href: string;
  /** For messages. */
  readonly host: string;
}

const isSpoken = (protocol: string): protocol is keyof typeof protocols => Object.hasOwn(protocols, protocol);

/**
 * Reads the address of a proxy. Both SOCKS schemes leave the look-up of names to the proxy.
 *
 * @param named for the message, in place of the address, of which it shows nothing
 * @throws ProviderError `invalid-request` for what is no address, or no protocol that is spoken; it shows no credentials
 */
export function proxyAddress(proxy: string, named = 'the proxy'): ProxyAddress {
  const url = URL.parse(proxy);
  if (url === null || url.hostname === '' || !isSpoken(url.protocol)) {
    const what = url === null || url.hostname === '' ? 'is not an address' : `is a ${url.protocol} address`;
    throw new ProviderError(`${named} ${what}: give one like http://user:password@host:port (${spoken})`, { code: 'invalid-request' });
  }
  return { kind: protocols[url.protocol], href: url.href.replace(/^socks5h:/, 'socks5:'), host: url.host };
}
