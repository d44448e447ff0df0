/** Bytes of a SHA-256. */
export const digestLength = 32;

const encoder = new TextEncoder();

/** The SHA-256 of a key: all that is kept of it. */
export async function digestOf(key: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(key)));
}

/** @returns `undefined` for what is no SHA-256 in hexadecimal */
export function digestFromHex(text: string): Uint8Array | undefined {
  return /^[0-9a-f]{64}$/i.test(text) ? Uint8Array.from({ length: digestLength }, (_, index) => Number.parseInt(text.slice(2 * index, 2 * index + 2), 16)) : undefined;
}

function differenceOf(a: Uint8Array, b: Uint8Array): number {
  let difference = a.length ^ b.length;
  for (let index = 0; index < digestLength; index++) difference |= (a[index] ?? 0) ^ (b[index] ?? 0);
  return difference;
}

/**
 * Finds whose digest this is. Each is compared, and each to its last byte, whether or not one has matched: the time that it takes says
 * nothing of who is known.
 */
export function findByDigest<T extends { readonly digest: Uint8Array }>(known: readonly T[], digest: Uint8Array): T | undefined {
  let found: T | undefined;
  for (const each of known) if (differenceOf(each.digest, digest) === 0) found = each;
  return found;
}
