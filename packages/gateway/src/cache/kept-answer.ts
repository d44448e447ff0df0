import type { Part } from '@g4f/core';
import { bytesOfText, textOfBytes } from './bytes-text.ts';

/** An answer as it was given, part by part. */
export interface KeptAnswer {
  /** When it was complete, milliseconds since 1970. */
  readonly at: number;
  /** The model that gave it. */
  readonly model: string | undefined;
  readonly parts: readonly Part[];
}

/** A part as JSON text. */
export const partText = (part: Part): string => JSON.stringify(part.type === 'file' ? { ...part, data: textOfBytes(part.data) } : part);

/** A whole answer as JSON text, of the texts of its parts. */
export const answerText = ({ at, model }: Omit<KeptAnswer, 'parts'>, parts: readonly string[]): string => `${JSON.stringify({ at, model }).slice(0, -1)},"parts":[${parts.join()}]}`;

type Stored = Exclude<Part, { readonly type: 'file' }> | { readonly type: 'file'; readonly data: string; readonly mediaType: string };

/** Reads an answer. `undefined` for what is none: a store may have been written by another version. */
export function parseAnswer(text: string): KeptAnswer | undefined {
  try {
    const { at, model, parts } = JSON.parse(text) as { readonly at: unknown; readonly model?: string | undefined; readonly parts: readonly Stored[] };
    if (typeof at !== 'number' || parts.at(-1)?.type !== 'finish') return undefined;
    return { at, model, parts: parts.map((part): Part => (part.type === 'file' ? { ...part, data: bytesOfText(part.data) } : part)) };
  } catch {
    return undefined;
  }
}
