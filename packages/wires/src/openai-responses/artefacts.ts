import type { ProviderMetadata } from '@g4f/core';
import { textOf } from '../values/json.ts';
import { ownOf } from '../values/own-of.ts';
import { seal, type NativeField, type Sealed } from '../values/sealed.ts';
import type { OpenaiResponsesPhase } from './body.ts';

/** Whose encrypted reasoning is that bears no mark. */
export const native = { provider: 'openai', key: 'encryptedContent' } as const satisfies NativeField;

/** A phase that is known, or nothing. */
export function phaseOf(value: unknown): OpenaiResponsesPhase | undefined {
  return value === 'commentary' || value === 'final_answer' ? value : undefined;
}

/** Tells metadata that holds nothing but these keys of one provider's. */
const holdsOnly = (metadata: ProviderMetadata, provider: string, keys: readonly string[]): boolean =>
  Object.keys(metadata).every((id) => id === provider) && Object.keys(ownOf(metadata, provider)).every((key) => keys.includes(key));

/** The phase that a message can say itself, where that is all that is bound to it. */
export function nativePhase(metadata: ProviderMetadata): OpenaiResponsesPhase | undefined {
  return holdsOnly(metadata, native.provider, ['phase']) ? phaseOf(ownOf(metadata, native.provider)['phase']) : undefined;
}

/**
 * Writes what is bound to a model as the encrypted content of a reasoning item. OpenAI's own goes as it is, without its item's id: a
 * stream has to tell an id before that is known, and with the content OpenAI needs none.
 */
export function encryptedContent({ metadata, of }: Sealed): string {
  const encrypted = textOf(ownOf(metadata, native.provider)[native.key]);
  const isNative = encrypted !== undefined && holdsOnly(metadata, native.provider, [native.key, 'id']);
  return seal({ metadata: isNative ? { [native.provider]: { [native.key]: encrypted } } : metadata, of }, native);
}
