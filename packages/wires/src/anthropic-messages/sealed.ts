import type { ProviderMetadata } from '@g4f/core';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { isRecord } from './record.ts';

/** No native signature begins so: those are base64. */
const mark = 'g4f:';
/** Whose a signature is that bears no mark. */
const native = 'anthropic';

/** What a thinking block brings besides its text. */
export interface Sealed {
  readonly metadata: ProviderMetadata;
  /** It belongs to the text before it, or to the tool call with this id, and the block itself is no reasoning. @default the block's own */
  readonly of?: 'text' | { readonly call: string } | undefined;
}

const isMetadata = (value: unknown): value is ProviderMetadata => isRecord(value) && Object.values(value).every(isRecord);

/** The `field` alone, where that is all that is known and it is Anthropic's own. */
function nativeValue({ metadata, of }: Sealed, field: string): string | undefined {
  const own = metadata[native];
  const value = own?.[field];
  const isAll = Object.keys(metadata).length === 1 && own !== undefined && Object.keys(own).length === 1 && of === undefined;
  return isAll && typeof value === 'string' && value !== '' && !value.startsWith(mark) ? value : undefined;
}

/**
 * Writes what is bound to a provider's models into the one opaque field that clients hand back unchanged. Anthropic's own goes as
 * it is, so that a client may turn to Anthropic itself; all else says whose it is.
 */
export function seal(sealed: Sealed, field: 'signature' | 'redactedData'): string {
  return nativeValue(sealed, field) ?? mark + encodeBase64(new TextEncoder().encode(JSON.stringify(sealed)));
}

/** Reads what {@link seal} wrote. A text without the mark, or that was tampered with, is taken for Anthropic's own: it checks it. */
export function unseal(text: string, field: 'signature' | 'redactedData'): Sealed {
  const bytes = text.startsWith(mark) ? decodeBase64(text.slice(mark.length)) : undefined;
  return (bytes === undefined ? undefined : read(bytes)) ?? { metadata: { [native]: { [field]: text } } };
}

function read(bytes: Uint8Array): Sealed | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (!isRecord(value) || !isMetadata(value['metadata'])) return undefined;
    const { metadata, of } = value;
    if (of === 'text') return { metadata, of };
    return isRecord(of) && typeof of['call'] === 'string' ? { metadata, of: { call: of['call'] } } : { metadata };
  } catch {
    return undefined;
  }
}
