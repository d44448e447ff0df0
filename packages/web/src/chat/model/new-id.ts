/** A name that nothing else has. `crypto.randomUUID` is missing where the page comes without TLS from another machine. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(36).padStart(2, '0')).join('');
}
