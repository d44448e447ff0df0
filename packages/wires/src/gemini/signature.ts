import type { ProviderMetadata } from '@g4f/core';
import { fromBase64, toBase64 } from '../values/base64.ts';
import { isObject, textOf } from '../values/json.ts';

/** The id of the provider to whom a signature that a client got from Google itself belongs. */
export const native = 'gemini';
/** How a signature begins that holds what is bound to whatever provider answered. */
const mark = 'g4f:metadata:';

/**
 * In place of a signature that there is none of: the call comes from another provider, or from somebody's own code.
 *
 * @see https://ai.google.dev/gemini-api/docs/thought-signatures
 */
export const placeholder = 'skip_thought_signature_validator';
const placeholders = [placeholder, 'context_engineering_is_the_way_to_go'];

/** What an answer's part is marked with. `signedLength` is how many characters at the end of its text are signed: streamed text is joined later. */
export function signed(provider: string, thoughtSignature: string, signedLength?: number): { readonly metadata: ProviderMetadata } {
  return { metadata: { [provider]: { thoughtSignature, ...(signedLength === undefined ? {} : { signedLength }) } } };
}

/** The signature that this provider gave a part, and no other provider's. */
export function ownSignature(metadata: ProviderMetadata | undefined, provider: string): { readonly thoughtSignature: string; readonly signedLength: number } | undefined {
  const own = metadata?.[provider];
  const thoughtSignature = textOf(own?.['thoughtSignature']);
  if (thoughtSignature === undefined) return undefined;
  const length = own?.['signedLength'];
  return { thoughtSignature, signedLength: typeof length === 'number' ? length : Infinity };
}

/**
 * Writes what is bound to a model into the one field that clients hand back untouched: Google's own signature as it is, anything
 * else opaquely, marked with its provider.
 */
export function metadataToSignature(metadata: ProviderMetadata): string {
  const own = Object.keys(metadata).length === 1 ? ownSignature(metadata, native) : undefined;
  return own?.thoughtSignature ?? toBase64(new TextEncoder().encode(mark + JSON.stringify(metadata)));
}

/** What a client's part is marked with: what {@link metadataToSignature} wrote; any other signature is Google's. */
export function readSignature(thoughtSignature: string | undefined): { readonly metadata?: ProviderMetadata } {
  if (thoughtSignature === undefined || thoughtSignature === '' || placeholders.includes(thoughtSignature)) return {};
  const text = new TextDecoder().decode(fromBase64(thoughtSignature));
  const metadata = text.startsWith(mark) ? parse(text.slice(mark.length)) : undefined;
  return metadata === undefined ? signed(native, thoughtSignature) : { metadata };
}

function parse(json: string): ProviderMetadata | undefined {
  try {
    const value: unknown = JSON.parse(json);
    if (!isObject(value)) return undefined;
    return Object.fromEntries(Object.entries(value).flatMap(([id, each]) => (isObject(each) ? [[id, each]] : [])));
  } catch {
    return undefined;
  }
}
