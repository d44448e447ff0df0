import { ProviderError, type FileContent, type ImageContent } from '@g4f/core';
import { readDataUrl } from './data-url.ts';
import { imageType } from './image-type.ts';
import type { PromptContext } from './prompt-context.ts';
import { supportsUrl } from './supports-url.ts';

/** A file of the SDK's prompt. From v4 on, data says what it is. */
export interface SdkFile {
  readonly type: 'file';
  readonly data: unknown;
  readonly mediaType: string;
  readonly filename?: string | undefined;
  readonly providerOptions?: unknown;
}

function refuse(what: string): never {
  throw new ProviderError(what, { code: 'unsupported' });
}

type Place = { readonly data: Uint8Array } | { readonly url: URL } | { readonly reference: unknown };

/** What the service itself calls the file; else its bytes, or an address where the service fetches it. */
function placeOf({ data }: ImageContent | FileContent, mediaType: string, fileId: unknown, context: PromptContext): Place {
  if (fileId !== undefined && !context.isBeforeV4) return { reference: typeof fileId === 'object' ? fileId : { [context.optionsName]: fileId } };
  if (data instanceof Uint8Array) return { data };
  if (data?.protocol === 'data:') {
    return readDataUrl(data) ?? refuse('a data: address cannot be read; hand over the bytes');
  }
  if (data !== undefined) {
    if (supportsUrl(context.supportedUrls, mediaType, data)) return { url: data };
    return refuse(`this model does not fetch ${mediaType} from such an address, and it is not downloaded here; hand over the bytes`);
  }
  return refuse(`a file without data, and ${fileId === undefined ? 'no id under which this service has it' : 'a model that takes none by its id'}; hand over the bytes`);
}

function taggedData(place: Place): object {
  if ('data' in place) return { type: 'data', data: place.data };
  return 'url' in place ? { type: 'url', url: place.url } : { type: 'reference', reference: place.reference };
}

function plainData(place: Place): unknown {
  return 'data' in place ? place.data : 'url' in place ? place.url : place.reference;
}

/** A media type where none is given: that of a `data:` address, or of the first bytes. */
function guessType(data: Uint8Array | URL | undefined): string {
  if (data instanceof URL) return data.protocol === 'data:' ? (readDataUrl(data)?.mediaType ?? 'image/*') : 'image/*';
  return data === undefined ? 'image/*' : imageType(data);
}

/**
 * Writes an image or a document as a file of the SDK's prompt.
 *
 * @throws ProviderError `unsupported` for an address that the model's service does not fetch, and for an id that is not its own
 */
export function encodeFile(part: ImageContent | FileContent, context: PromptContext): SdkFile {
  const { fileId, ...own } = part.type === 'file' ? (part.metadata?.[context.id] ?? {}) : {};
  const mediaType = part.mediaType ?? guessType(part.data);
  const place = placeOf(part, mediaType, fileId, context);
  return {
    type: 'file',
    data: context.isBeforeV4 ? plainData(place) : taggedData(place),
    mediaType,
    filename: part.type === 'file' ? part.name : undefined,
    providerOptions: Object.keys(own).length === 0 ? undefined : own,
  };
}
