import type { ProviderMetadata, ReasoningContent } from '@g4f/core';
import { isObject, listOf, textOf } from '../values/json.ts';

/**
 * The field in which clients are handed what a model must get back, by provider id. Google's own service uses it so on this wire
 * (`extra_content: { google: { thought_signature } }`), on tool calls and on messages.
 *
 * @see https://ai.google.dev/gemini-api/docs/openai
 */
export const metadataField = 'extra_content';

/** Writes metadata; nothing where there is none. */
export function writeMetadata(metadata: ProviderMetadata | undefined): { readonly [metadataField]?: ProviderMetadata } {
  return metadata === undefined ? {} : { [metadataField]: metadata };
}

/** Reads what a client hands back, provider by provider; what is no object under an id is passed over. */
export function readMetadata(value: unknown): { readonly metadata?: ProviderMetadata } {
  if (!isObject(value)) return {};
  const known = Object.entries(value).filter((entry): entry is [string, { readonly [key: string]: unknown }] => isObject(entry[1]));
  return known.length === 0 ? {} : { metadata: Object.fromEntries(known) };
}

/** A block of reasoning, as clients keep it: OpenRouter's list, with the metadata of each block on it. */
export function writeReasoningBlock({ text, metadata }: Omit<ReasoningContent, 'type'>, index: number): object {
  return { type: 'reasoning.text', index, text, ...writeMetadata(metadata) };
}

/** Reads the blocks that {@link writeReasoningBlock} wrote. Those of other services belong to nobody here: their text alone is kept. */
export function readReasoningBlocks(value: unknown): readonly ReasoningContent[] {
  return listOf(value)
    .filter(isObject)
    .map((block): ReasoningContent => ({ type: 'reasoning', text: textOf(block['text']) ?? textOf(block['summary']) ?? '', ...readMetadata(block[metadataField]) }))
    .filter(({ text, metadata }) => text !== '' || metadata !== undefined);
}
