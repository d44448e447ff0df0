import { ProviderError, type ContentPart, type FileContent, type ImageContent } from '@g4f/core';
import { toDataURL } from '../values/data-url.ts';
import { imageType } from '../values/image-type.ts';
import { textOf } from '../values/json.ts';
import { ownOf } from '../values/own-of.ts';
import type { OpenaiChatContent } from './body.ts';
import type { OpenaiChatDialect } from './dialect.ts';

/** Refuses a part in a place where the wire has none. */
export function cannotCarry(part: ContentPart, role: string): ProviderError {
  return new ProviderError(`this wire carries no ${part.type} part in a message of the ${role}`, { code: 'unsupported' });
}

function encodeImage({ data, mediaType }: ImageContent): OpenaiChatContent {
  const url = data instanceof URL ? data.href : toDataURL(data, mediaType ?? imageType(data));
  return { type: 'image_url', image_url: { url } };
}

/** The id under which this service has a file already. */
export function fileIdOf({ metadata }: FileContent, provider: string): string | undefined {
  return textOf(ownOf(metadata, provider)['fileId']);
}

function encodeFile(part: FileContent, provider: string, { takesFileURLs = false }: OpenaiChatDialect): OpenaiChatContent {
  const { data, mediaType, name } = part;
  const fileId = fileIdOf(part, provider);
  if (fileId !== undefined) return { type: 'file', file: { file_id: fileId } };
  if (data === undefined) throw new ProviderError(`a file part has neither data nor metadata.${provider}.fileId: give one of them`, { code: 'unsupported' });
  if (data instanceof URL && data.protocol !== 'data:' && !takesFileURLs) {
    throw new ProviderError('this service takes no file by its address: give its bytes', { code: 'unsupported' });
  }
  const filename = name ?? (mediaType === 'application/pdf' ? 'file.pdf' : 'file');
  return { type: 'file', file: { filename, file_data: data instanceof URL ? data.href : toDataURL(data, mediaType) } };
}

/** Writes what a user says: one text where there is nothing else, as every server takes that. */
export function encodeUserContent(content: readonly ContentPart[], provider: string, dialect: OpenaiChatDialect): string | OpenaiChatContent[] {
  const pieces = content
    .filter((part) => part.type !== 'reasoning')
    .map((part): OpenaiChatContent => {
      if (part.type === 'text') return { type: 'text', text: part.text.toWellFormed() };
      if (part.type === 'image') return encodeImage(part);
      if (part.type === 'file') return encodeFile(part, provider, dialect);
      throw cannotCarry(part, 'user');
    });
  return pieces.every((piece) => piece.type === 'text') ? pieces.map(({ text }) => text).join('') : pieces;
}

/** Joins the text of a message that can hold nothing else. */
export function encodeText(content: readonly ContentPart[], role: string): string {
  return content
    .map((part) => {
      if (part.type === 'text') return part.text;
      if (part.type === 'reasoning') return '';
      throw cannotCarry(part, role);
    })
    .join('')
    .toWellFormed();
}
