import { fromBase64, toBase64 } from './base64.ts';

/** What a `data:` address holds. */
export interface DataContent {
  readonly data: Uint8Array;
  /** In lower case. */
  readonly mediaType: string;
}

/** Writes bytes as a `data:` address. */
export function toDataURL(data: Uint8Array, mediaType: string): string {
  return `data:${mediaType};base64,${toBase64(data)}`;
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads a `data:` address, in base64 or percent-encoded; nothing where it is none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2397
 */
export function readDataURL(address: string): DataContent | undefined {
  const comma = address.indexOf(',');
  if (comma < 0 || !/^data:/i.test(address)) return undefined;
  const [type = '', ...parameters] = address.slice(5, comma).split(';');
  const body = percentDecoded(address.slice(comma + 1));
  if (body === undefined) return undefined;
  const data = parameters.at(-1)?.toLowerCase() === 'base64' ? fromBase64(body) : new TextEncoder().encode(body);
  return data === undefined ? undefined : { data, mediaType: type === '' ? 'text/plain' : type.toLowerCase() };
}
