const encoder = new TextEncoder();

/** The part of `node:crypto` that is used where there is one. */
interface SyncHash {
  readonly hash: (algorithm: string, data: string, encoding: 'hex') => string;
}
interface Runtime {
  readonly process?: { readonly getBuiltinModule?: ((id: string) => SyncHash | undefined) | undefined } | undefined;
}

/**
 * SHA-256 of a text in UTF-8 as lower-case hex. Node, Bun and Deno hash on the spot; elsewhere Web Crypto does, which takes a trip to
 * another thread that costs more than all the rest of a request's encoding.
 */
export async function sha256Hex(text: string): Promise<string> {
  const { hash } = (globalThis as Runtime).process?.getBuiltinModule?.('node:crypto') ?? {};
  if (hash !== undefined) return hash('sha256', text, 'hex');
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
