import { ProviderError, type ContentPart, type FileContent, type ImageContent } from '@g4f/core';
import { cannotCarry, fileIdOf } from '../openai-chat/encode-content.ts';
import { toDataURL } from '../values/data-url.ts';
import { imageType } from '../values/image-type.ts';
import type { OpenaiResponsesContent } from './body.ts';

function encodeImage({ data, mediaType }: ImageContent): OpenaiResponsesContent {
  return { type: 'input_image', image_url: data instanceof URL ? data.href : toDataURL(data, mediaType ?? imageType(data)), detail: 'auto' };
}

function encodeFile(part: FileContent, provider: string): OpenaiResponsesContent {
  const { data, mediaType, name } = part;
  const fileId = fileIdOf(part, provider);
  if (fileId !== undefined) return { type: 'input_file', file_id: fileId };
  if (data === undefined) throw new ProviderError(`a file part has neither data nor metadata.${provider}.fileId: give one of them`, { code: 'unsupported' });
  const filename = name ?? (mediaType === 'application/pdf' ? 'file.pdf' : 'file');
  if (data instanceof URL && data.protocol !== 'data:') return { type: 'input_file', file_url: data.href, ...(name !== undefined && { filename: name }) };
  return { type: 'input_file', filename, file_data: data instanceof URL ? data.href : toDataURL(data, mediaType) };
}

/** Writes what a user says: one text where there is nothing else, as every server takes that. */
export function encodeUserContent(content: readonly ContentPart[], provider: string): string | OpenaiResponsesContent[] {
  const pieces = content
    .filter((part) => part.type !== 'reasoning')
    .map((part): OpenaiResponsesContent => {
      if (part.type === 'text') return { type: 'input_text', text: part.text.toWellFormed() };
      if (part.type === 'image') return encodeImage(part);
      if (part.type === 'file') return encodeFile(part, provider);
      throw cannotCarry(part, 'user');
    });
  return pieces.every((piece) => piece.type === 'input_text') ? pieces.map(({ text }) => text).join('') : pieces;
}
