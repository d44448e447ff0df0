/** Characters that one call of `fromCharCode` takes without running out of stack. */
const block = 0x8000;

/**
 * Bytes as base64, on every runtime.
 *
 * @example
 * toBase64(Uint8Array.of(104, 105)); // 'aGk='
 */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += block) binary += String.fromCharCode(...bytes.subarray(at, at + block));
  return btoa(binary);
}

/** The bytes of base64 text, or nothing where it is none. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
