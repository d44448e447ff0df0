import { fromBase64, toBase64 } from './base64.ts';

/** What a `data:` address holds. */
export interface DataContent {
  readonly data: Uint8Array;
  readonly mediaType: string;
}

/** Writes bytes as a `data:` address. */
export function toDataURL(data: Uint8Array, mediaType: string): string {
  return `data:${mediaType};base64,${toBase64(data)}`;
}

/**
 * Reads a `data:` address in base64, which is how this wire's clients send bytes.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2397
 */
export function readDataURL(address: string): DataContent | undefined {
  const comma = address.indexOf(',');
  const [type = '', ...parameters] = address.slice(5, comma).split(';');
  if (comma < 0 || !/^data:/i.test(address) || parameters.at(-1)?.toLowerCase() !== 'base64') return undefined;
  const data = fromBase64(address.slice(comma + 1));
  return data === undefined ? undefined : { data, mediaType: type === '' ? 'text/plain' : type };
}
