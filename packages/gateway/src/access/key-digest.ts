/** The SHA-256 of a key, as words: what is kept of it. */
export type Digest = Uint32Array;

/** Words of a SHA-256. */
const digestLength = 8;

const encoder = new TextEncoder();

/** What there may be of Node. */
interface Runtime {
  readonly process?: { readonly getBuiltinModule?: ((id: string) => { readonly hash?: ((algorithm: string, data: string, encoding: 'buffer') => Uint8Array) | undefined } | undefined) | undefined } | undefined;
}

/** Node's own, where there is one: the web's goes through a thread, which takes longer than the rest of a request's way in. */
const nodeHash = (globalThis as Runtime).process?.getBuiltinModule?.('node:crypto')?.hash;

/** The digest of a key. */
export async function digestOf(key: string): Promise<Digest> {
  if (nodeHash !== undefined) return new Uint32Array(Uint8Array.from(nodeHash('sha256', key, 'buffer')).buffer);
  return new Uint32Array(await crypto.subtle.digest('SHA-256', encoder.encode(key)));
}

/** @returns `undefined` for what is no SHA-256 in hexadecimal */
export function digestFromHex(text: string): Digest | undefined {
  if (!/^[0-9a-f]{64}$/i.test(text)) return undefined;
  const bytes = Uint8Array.from({ length: 4 * digestLength }, (_, index) => Number.parseInt(text.slice(2 * index, 2 * index + 2), 16));
  return new Uint32Array(bytes.buffer);
}

function differenceOf(a: Digest, b: Digest): number {
  let difference = a.length ^ b.length;
  for (let index = 0; index < digestLength; index++) difference |= (a[index] ?? 0) ^ (b[index] ?? 0);
  return difference;
}

/**
 * Finds whose digest this is. Each is compared, and each to its last word, whether or not one has matched: the time that it takes says
 * nothing of who is known.
 */
export function findByDigest<T extends { readonly digest: Digest }>(known: readonly T[], digest: Digest): T | undefined {
  let found: T | undefined;
  for (const each of known) if (differenceOf(each.digest, digest) === 0) found = each;
  return found;
}
