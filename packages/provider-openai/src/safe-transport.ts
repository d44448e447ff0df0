/** Networks that nobody outside can listen to as easily: this machine, and RFC 1918. */
const nearAddress = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[::1\]$|\[f[cd])/i;
/** Names that no public server answers to: RFC 6761, RFC 6762, RFC 8375 and what routers use. */
const nearName = /^localhost$|\.(localhost|test|local|internal|lan|home\.arpa)$/i;

/**
 * Tells whether a key may go to an address: over TLS anywhere, in the clear only to this machine or its own network, where servers of
 * models often speak no TLS.
 *
 * @example
 * isSafeForKey(new URL('http://api.example.com')); // false
 */
export function isSafeForKey({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:') return true;
  return nearAddress.test(hostname) || nearName.test(hostname) || !/[.:]/.test(hostname);
}
