import type { LanguageModelV3FilePart } from '@ai-sdk/provider';
import { ProviderError, type FileContent, type ImageContent } from '@g4f/core';
import { fromBase64 } from './base64.ts';
import { metadataOf, type Warn } from './parse-context.ts';

interface Tagged {
  readonly type?: unknown;
  readonly data?: unknown;
  readonly url?: unknown;
  readonly text?: unknown;
  readonly reference?: unknown;
}

/** What a file is, whichever version says it: v3 has bytes, base64 or an address, v4 an object that says which. */
function untag(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || data instanceof Uint8Array || data instanceof URL) return data;
  const { type, data: inner, url, text } = data as Tagged;
  if (type === 'data') return inner;
  if (type === 'url') return url;
  return type === 'text' && typeof text === 'string' ? new TextEncoder().encode(text) : data;
}

function read(data: unknown): Uint8Array | URL {
  if (data instanceof Uint8Array || data instanceof URL) return data;
  if (typeof data === 'string') {
    const read = /^(https?|data):/.test(data) && URL.canParse(data) ? new URL(data) : fromBase64(data);
    if (read !== undefined) return read;
  }
  throw new ProviderError('a file is neither bytes, base64 nor an address', { code: 'invalid-request' });
}

/** Ids of a file by the name of the service that has it. */
function idsOf(reference: object): FileContent['metadata'] {
  return Object.fromEntries(Object.entries(reference).map(([name, fileId]) => [name, { fileId: fileId as unknown }]));
}

/**
 * Reads a file of the SDK: an image by its media type, and a document otherwise.
 *
 * @throws ProviderError `invalid-request` for data that cannot be read
 */
export function parseFile({ data, mediaType, filename, providerOptions }: LanguageModelV3FilePart, warn: Warn): ImageContent | FileContent {
  const name = filename === undefined ? {} : { name: filename };
  const raw = untag(data);
  if (typeof raw === 'object' && raw !== null && 'reference' in raw && typeof raw.reference === 'object' && raw.reference !== null) {
    return { type: 'file', mediaType, ...name, metadata: { ...providerOptions, ...idsOf(raw.reference) } };
  }
  if (!mediaType.startsWith('image/')) return { type: 'file', data: read(raw), mediaType, ...name, ...metadataOf(providerOptions) };
  if (providerOptions !== undefined && Object.keys(providerOptions).length > 0) warn('providerOptions of an image');
  return { type: 'image', data: read(raw), ...(mediaType === 'image/*' ? {} : { mediaType }) };
}
