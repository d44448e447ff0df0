import type { FilePart, SourcePart } from '@g4f/core';
import { toDataURL } from '../values/data-url.ts';

/** Where something is from, as OpenAI's search writes it. Nobody here knows where in the text it belongs. */
export function encodeSource({ url, title = url }: SourcePart): object {
  return { type: 'url_citation', url_citation: { url, title, start_index: 0, end_index: 0 } };
}

/** What the model made, as OpenRouter writes it. */
export function encodeFilePart({ data, mediaType }: FilePart): object {
  return { type: 'image_url', image_url: { url: toDataURL(data, mediaType) } };
}
