import { fromBase64 } from './base64.ts';

/** What a `data:` address holds. */
export interface DataUrl {
  readonly data: Uint8Array;
  readonly mediaType: string;
}

/**
 * Reads a `data:` address; `undefined` for what cannot be read.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2397
 */
export function readDataUrl({ href }: URL): DataUrl | undefined {
  const comma = href.indexOf(',');
  if (comma < 0) return undefined;
  const [type = '', ...parameters] = href.slice('data:'.length, comma).split(';');
  const text = decode(href.slice(comma + 1));
  if (text === undefined) return undefined;
  const data = parameters.some((parameter) => parameter.trim().toLowerCase() === 'base64') ? fromBase64(text) : new TextEncoder().encode(text);
  return data === undefined ? undefined : { data, mediaType: type === '' ? 'text/plain' : type };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
