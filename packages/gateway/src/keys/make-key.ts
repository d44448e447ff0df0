import { createHash, randomBytes } from 'node:crypto';

/** A key that was just made: shown once, and never kept. */
export interface MadeKey {
  readonly key: string;
  /** Of it, in hexadecimal. */
  readonly sha256: string;
  readonly hint: string;
}

/** Bytes of chance in a key. */
const length = 32;

/** Makes a key of 256 bits: `g4f_` and 43 letters, digits, `-` and `_`. Its beginning is what scanners for lost secrets look for. */
export function makeKey(): MadeKey {
  const key = `g4f_${randomBytes(length).toString('base64url')}`;
  return { key, sha256: createHash('sha256').update(key).digest('hex'), hint: key.slice(-4) };
}
