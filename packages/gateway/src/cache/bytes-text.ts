/** Arguments that a call may have everywhere. */
const most = 8_192;

/** Bytes as base64. */
export function textOfBytes(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += most) binary += String.fromCharCode(...bytes.subarray(start, start + most));
  return btoa(binary);
}

/** Bytes from base64. */
export const bytesOfText = (text: string): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
