import type { ProviderMetadata } from '@g4f/core';
import { fromBase64, toBase64 } from './base64.ts';
import { isObject } from './json.ts';

/** No native artefact begins so: those are base64. */
const mark = 'g4f:';

/** What the opaque field of a wire brings. */
export interface Sealed {
  readonly metadata: ProviderMetadata;
  /** It belongs to the text before it, or to the tool call with this id, and the block itself is no reasoning. @default the block's own */
  readonly of?: 'text' | { readonly call: string } | undefined;
}

/** Whose the opaque field of a wire is where it bears no mark, and under which key it is kept. */
export interface NativeField {
  readonly provider: string;
  readonly key: string;
}

const isMetadata = (value: unknown): value is ProviderMetadata => isObject(value) && Object.values(value).every(isObject);

/** The artefact itself, where it is all that is known and the wire's own. */
function nativeValue({ metadata, of }: Sealed, { provider, key }: NativeField): string | undefined {
  const own = metadata[provider];
  const isAll = Object.keys(metadata).length === 1 && own !== undefined && Object.keys(own).length === 1 && of === undefined;
  const value = own?.[key];
  return isAll && typeof value === 'string' && value !== '' && !value.startsWith(mark) ? value : undefined;
}

/**
 * Writes what is bound to a provider's models into the one opaque field that clients of a wire hand back unchanged. What is native to the
 * wire goes as it is, so that a client may turn to the service itself; all else says whose it is.
 */
export function seal(sealed: Sealed, native: NativeField): string {
  return nativeValue(sealed, native) ?? mark + toBase64(new TextEncoder().encode(JSON.stringify(sealed)));
}

/** Reads what {@link seal} wrote. A text without the mark, or that was tampered with, is taken for native: the service checks it. */
export function unseal(text: string, { provider, key }: NativeField): Sealed {
  const bytes = text.startsWith(mark) ? fromBase64(text.slice(mark.length)) : undefined;
  return (bytes === undefined ? undefined : read(bytes)) ?? { metadata: { [provider]: { [key]: text } } };
}

function read(bytes: Uint8Array): Sealed | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (!isObject(value) || !isMetadata(value['metadata'])) return undefined;
    const { metadata, of } = value;
    if (of === 'text') return { metadata, of };
    return isObject(of) && typeof of['call'] === 'string' ? { metadata, of: { call: of['call'] } } : { metadata };
  } catch {
    return undefined;
  }
}
