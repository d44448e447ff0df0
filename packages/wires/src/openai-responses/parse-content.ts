import type { ContentPart, FileContent, ImageContent } from '@g4f/core';
import { invalidField, optionalText, requiredObject, requiredText, unsupportedField } from '../openai-chat/fields.ts';
import { fromBase64 } from '../values/base64.ts';
import { readDataURL } from '../values/data-url.ts';
import { isWebAddress } from '../values/is-web-address.ts';
import type { JsonObject } from '../values/json.ts';

function parseImage(part: JsonObject, field: string): ImageContent {
  if (part['file_id'] !== undefined && part['file_id'] !== null) throw unsupportedField(`${field}.file_id`, 'is not carried here: give the picture itself in image_url');
  const url = requiredText(part, 'image_url', `${field}.image_url`);
  if (isWebAddress(url)) return { type: 'image', data: new URL(url) };
  const content = readDataURL(url);
  if (content === undefined) throw invalidField(`${field}.image_url`, 'an http: or https: address, or a data: address in base64');
  return { type: 'image', ...content };
}

/** Bytes come as a `data:` address, from some clients as bare base64; an id is one of OpenAI's files. */
function parseFile(part: JsonObject, field: string): FileContent {
  const name = optionalText(part, 'filename', `${field}.filename`);
  const fileId = optionalText(part, 'file_id', `${field}.file_id`);
  const address = optionalText(part, 'file_url', `${field}.file_url`);
  const text = optionalText(part, 'file_data', `${field}.file_data`);
  const named = { ...(name !== undefined && { name }), ...(fileId !== undefined && { metadata: { openai: { fileId } } }) };
  const mediaType = 'application/pdf';
  if (address !== undefined) {
    if (!isWebAddress(address)) throw invalidField(`${field}.file_url`, 'an http: or https: address');
    return { type: 'file', data: new URL(address), mediaType, ...named };
  }
  if (text === undefined) {
    if (fileId === undefined) throw invalidField(field, 'an object with file_data, file_url or file_id');
    return { type: 'file', mediaType, ...named };
  }
  const content = readDataURL(text);
  if (content !== undefined) return { type: 'file', ...content, ...named };
  const data = /^data:/i.test(text) ? undefined : fromBase64(text);
  if (data === undefined) throw invalidField(`${field}.file_data`, 'a data: address in base64');
  return { type: 'file', data, mediaType, ...named };
}

function parsePart(value: unknown, field: string, takesMedia: boolean): ContentPart {
  const part = requiredObject(value, field);
  const type = requiredText(part, 'type', `${field}.type`);
  if (type === 'input_text' || type === 'output_text') return { type: 'text', text: optionalText(part, 'text', `${field}.text`) ?? '' };
  if (type === 'refusal') return { type: 'text', text: optionalText(part, 'refusal', `${field}.refusal`) ?? '' };
  if (takesMedia && type === 'input_image') return parseImage(part, field);
  if (takesMedia && type === 'input_file') return parseFile(part, field);
  throw unsupportedField(`${field}.type`, takesMedia ? 'must be input_text, input_image or input_file: nothing else is carried here' : 'must be text in a message of this role');
}

/** Reads the content of an item: a text, or a list of parts. Null and missing are empty. */
export function parseContent(content: unknown, field: string, takesMedia: boolean): string | readonly ContentPart[] {
  if (content === undefined || content === null) return '';
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) throw invalidField(field, 'a text or a list of parts');
  return content.map((part, index) => parsePart(part, `${field}[${index}]`, takesMedia));
}

/** Reads the content of an item that holds text alone, joined. */
export function parseText(content: unknown, field: string): string {
  const parts = parseContent(content, field, false);
  return typeof parts === 'string' ? parts : parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}
