import type { Part } from '@g4f/core';
import { bytesOfText, textOfBytes } from './bytes-text.ts';

/** An answer as it was given, part by part. */
export interface KeptAnswer {
  /** When it was complete, milliseconds since 1970. */
  readonly at: number;
  readonly parts: readonly Part[];
}

/** A part as JSON text. */
export const partText = (part: Part): string => JSON.stringify(part.type === 'file' ? { ...part, data: textOfBytes(part.data) } : part);

/** A whole answer as JSON text, of the texts of its parts. */
export const answerText = (at: number, parts: readonly string[]): string => `{"at":${at},"parts":[${parts.join()}]}`;

type Stored = Exclude<Part, { readonly type: 'file' }> | { readonly type: 'file'; readonly data: string; readonly mediaType: string };

/** Reads an answer. `undefined` for what is none: a store may have been written by another version. */
export function parseAnswer(text: string): KeptAnswer | undefined {
  try {
    const { at, parts } = JSON.parse(text) as { readonly at: unknown; readonly parts: readonly Stored[] };
    if (typeof at !== 'number' || parts.at(-1)?.type !== 'finish') return undefined;
    return { at, parts: parts.map((part): Part => (part.type === 'file' ? { ...part, data: bytesOfText(part.data) } : part)) };
  } catch {
    return undefined;
  }
}
