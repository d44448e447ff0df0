import { decodeBase64 } from './base64.ts';

/** What a `data:` address holds; `undefined` where it cannot be read. */
export function readDataUrl({ pathname }: URL): { readonly bytes: Uint8Array; readonly mediaType: string } | undefined {
  const comma = pathname.indexOf(',');
  const head = pathname.slice(0, Math.max(0, comma));
  const body = percentDecoded(pathname.slice(comma + 1));
  if (comma === -1 || body === undefined) return undefined;
  const isBase64 = /;base64$/i.test(head);
  const bytes = isBase64 ? decodeBase64(body) : new TextEncoder().encode(body);
  return bytes === undefined ? undefined : { bytes, mediaType: (head.split(';')[0] ?? '').toLowerCase() };
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
