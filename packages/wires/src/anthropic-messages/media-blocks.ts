import { ProviderError, type FileContent, type ImageContent } from '@g4f/core';
import { toBase64 } from '../values/base64.ts';
import { readDataURL } from '../values/data-url.ts';
import { sniffImage } from '../values/image-type.ts';
import type { MediaSource, RequestBlock } from './blocks.ts';
import { textOf } from './record.ts';

const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;
type ImageType = (typeof imageTypes)[number];

const isImageType = (type: string): type is ImageType => imageTypes.some((each) => each === type);

function unsupported(what: string): never {
  throw new ProviderError(what, { code: 'unsupported' });
}

/** A document or a picture at an address, or its bytes. */
interface Media {
  readonly data: Uint8Array | URL;
  readonly mediaType: string;
}

/** The bytes in a `data:` address, and what it says that they are; anything else as it is. */
function unpack({ data, mediaType }: Media): Media {
  if (!(data instanceof URL) || data.protocol !== 'data:') return { data, mediaType };
  const { data: bytes, mediaType: own } = readDataURL(data.href) ?? unsupported('a data: address must hold base64 or percent-encoded bytes');
  return { data: bytes, mediaType: mediaType === '' ? own : mediaType };
}

const urlSource = (url: URL): MediaSource<never> => ({ type: 'url', url: url.href });

/**
 * The block for a picture.
 *
 * @throws ProviderError `unsupported` for what is not PNG, JPEG, GIF or WebP
 */
export function imageBlock({ data: given, mediaType: said = '' }: Pick<ImageContent, 'data' | 'mediaType'>): RequestBlock {
  const { data, mediaType } = unpack({ data: given, mediaType: said });
  if (data instanceof URL) return { type: 'image', source: urlSource(data) };
  const type = mediaType === '' ? (sniffImage(data) ?? '') : mediaType.toLowerCase().replace('image/jpg', 'image/jpeg');
  if (!isImageType(type)) unsupported(`this wire carries PNG, JPEG, GIF and WebP images, not ${type === '' ? 'one whose type its first bytes do not tell: say it in mediaType' : type}`);
  return { type: 'image', source: { type: 'base64', media_type: type, data: toBase64(data) } };
}

/**
 * The block for a document: a PDF, a text, or what the service has under an id of this provider's.
 *
 * @throws ProviderError `unsupported` for any other type, and for a file that only another provider's service has
 */
export function fileBlock({ data: given, mediaType: said, name, metadata }: FileContent, provider: string): RequestBlock {
  const fileId = textOf(metadata?.[provider]?.['fileId']);
  const title = name === undefined ? {} : { title: name };
  if (fileId !== '') {
    const source = { type: 'file', file_id: fileId } as const;
    return said.startsWith('image/') ? { type: 'image', source } : { type: 'document', source, ...title };
  }
  if (given === undefined) return unsupported(`the file ${name ?? said} has no id of ${provider} in its metadata: give its data`);
  if (said.startsWith('image/')) return imageBlock({ data: given, mediaType: said });
  const { data, mediaType } = unpack({ data: given, mediaType: said });
  const type = mediaType.toLowerCase();
  if (type === 'application/pdf') {
    const source = data instanceof URL ? urlSource(data) : ({ type: 'base64', media_type: type, data: toBase64(data) } as const);
    return { type: 'document', source, ...title };
  }
  const isText = type.startsWith('text/') || type === 'application/json';
  if (!isText || data instanceof URL) return unsupported(`this wire carries PDFs, texts by their bytes, and images, not ${mediaType}${data instanceof URL ? ' at an address' : ''}`);
  return { type: 'document', source: { type: 'text', media_type: 'text/plain', data: new TextDecoder().decode(data) }, ...title };
}
