import { ProviderError, type FileContent, type ImageContent } from '@g4f/core';
import { toBase64 } from '../values/base64.ts';
import { readDataURL } from '../values/data-url.ts';
import { imageType } from '../values/image-type.ts';
import { textOf } from '../values/json.ts';
import type { GeminiPart } from './format.ts';

/** Where Google keeps what was uploaded; a file may be named by what follows. https://ai.google.dev/api/files */
const fileBase = 'https://generativelanguage.googleapis.com/v1beta/';

const inline = (data: Uint8Array, mimeType: string): GeminiPart => ({ inlineData: { mimeType, data: toBase64(data) } });

function fromAddress(address: URL, mimeType: string | undefined, where: string): GeminiPart {
  // The service fetches what is public itself. https://ai.google.dev/gemini-api/docs/file-input-methods
  if (address.protocol === 'https:') return { fileData: { ...(mimeType !== undefined && { mimeType }), fileUri: address.href } };
  const data = address.protocol === 'data:' ? readDataURL(address.href) : undefined;
  if (data === undefined) throw new ProviderError(`${where}: give the bytes, or an address that is https: or data: in base64`, { code: 'unsupported' });
  return inline(data.data, mimeType ?? data.mediaType);
}

/** Writes a picture. */
export function encodeImage({ data, mediaType }: ImageContent, where: string): GeminiPart {
  return data instanceof URL ? fromAddress(data, mediaType, where) : inline(data, mediaType ?? imageType(data));
}

/** Writes a document: by the name under which the service has it, where it has. */
export function encodeFile({ data, mediaType, metadata }: FileContent, provider: string, where: string): GeminiPart {
  const fileId = textOf(metadata?.[provider]?.['fileId']);
  if (fileId !== undefined) return { fileData: { mimeType: mediaType, fileUri: fileId.startsWith('files/') ? fileBase + fileId : fileId } };
  if (data === undefined) throw new ProviderError(`${where}: the file is not at this service: give its data`, { code: 'unsupported' });
  return data instanceof URL ? fromAddress(data, mediaType, where) : inline(data, mediaType);
}
