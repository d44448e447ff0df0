import type { SourcePart } from '@g4f/core';
import { isObject, listOf, textOf, type JsonObject } from '../values/json.ts';

/** What a chunk of grounding may be of. https://ai.google.dev/api/generate-content#GroundingChunk */
const kinds = ['web', 'retrievedContext', 'maps', 'image'];

function inGrounding(metadata: unknown): readonly unknown[] {
  const chunks = isObject(metadata) ? listOf(metadata['groundingChunks']) : [];
  return chunks.flatMap((chunk) => (isObject(chunk) ? kinds.map((kind) => chunk[kind]) : []));
}

const inCitations = (metadata: unknown): readonly unknown[] => (isObject(metadata) ? [...listOf(metadata['citationSources']), ...listOf(metadata['citations'])] : []);

/** Reads where an answer has something from. Each address comes once, however often the events repeat it. */
export function createSourceReader() {
  const seen = new Set<string>();
  return {
    read({ groundingMetadata, citationMetadata }: JsonObject): SourcePart[] {
      if (groundingMetadata === undefined && citationMetadata === undefined) return [];
      return [...inGrounding(groundingMetadata), ...inCitations(citationMetadata)].flatMap((source) => {
        const url = isObject(source) ? (textOf(source['uri']) ?? textOf(source['sourceUri'])) : undefined;
        if (url === undefined || seen.has(url)) return [];
        seen.add(url);
        const title = isObject(source) ? textOf(source['title']) : undefined;
        return [{ type: 'source' as const, url, ...(title !== undefined && { title }) }];
      });
    },
  };
}
