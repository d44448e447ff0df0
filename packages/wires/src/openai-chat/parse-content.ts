import type { ContentPart, FileContent, ImageContent } from '@g4f/core';
import { fromBase64 } from '../values/base64.ts';
import { readDataURL } from '../values/data-url.ts';
import { isWebAddress } from '../values/is-web-address.ts';
import type { JsonObject } from '../values/json.ts';
import { invalidField, optionalText, requiredObject, requiredText, unsupportedField } from './fields.ts';

function parseImage(part: JsonObject, field: string): ImageContent {
  const url = requiredText(requiredObject(part['image_url'], `${field}.image_url`), 'url', `${field}.image_url.url`);
  if (isWebAddress(url)) return { type: 'image', data: new URL(url) };
  const content = readDataURL(url);
  if (content === undefined) throw invalidField(`${field}.image_url.url`, 'an http: or https: address, or a data: address in base64');
  return { type: 'image', ...content };
}

/** Bytes come as a `data:` address, from some clients as bare base64; an id is one of OpenAI's files. */
function parseFile(part: JsonObject, field: string): FileContent {
  const file = requiredObject(part['file'], `${field}.file`);
  const name = optionalText(file, 'filename', `${field}.file.filename`);
  const fileId = optionalText(file, 'file_id', `${field}.file.file_id`);
  const text = optionalText(file, 'file_data', `${field}.file.file_data`);
  const named = { ...(name !== undefined && { name }), ...(fileId !== undefined && { metadata: { openai: { fileId } } }) };
  const mediaType = 'application/pdf';
  if (text === undefined) {
    if (fileId === undefined) throw invalidField(`${field}.file`, 'an object with file_data or file_id');
    return { type: 'file', mediaType, ...named };
  }
  if (isWebAddress(text)) return { type: 'file', data: new URL(text), mediaType, ...named };
  const content = readDataURL(text);
  if (content !== undefined) return { type: 'file', ...content, ...named };
  const data = /^data:/i.test(text) ? undefined : fromBase64(text);
  if (data === undefined) throw invalidField(`${field}.file.file_data`, 'a data: address in base64');
  return { type: 'file', data, mediaType, ...named };
}

function parsePart(value: unknown, field: string, takesMedia: boolean): ContentPart {
  const part = requiredObject(value, field);
  const type = requiredText(part, 'type', `${field}.type`);
  if (type === 'text') return { type, text: optionalText(part, 'text', `${field}.text`) ?? '' };
  if (type === 'refusal') return { type: 'text', text: optionalText(part, 'refusal', `${field}.refusal`) ?? '' };
  if (takesMedia && type === 'image_url') return parseImage(part, field);
  if (takesMedia && type === 'file') return parseFile(part, field);
  throw unsupportedField(`${field}.type`, takesMedia ? 'must be text, image_url or file: nothing else is carried here' : 'must be text in a message of this role');
}

/** Reads the content of a message: a text, or a list of parts. Null and missing are empty. */
export function parseContent(message: JsonObject, field: string, takesMedia: boolean): string | readonly ContentPart[] {
  const { content } = message;
  if (content === undefined || content === null) return '';
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) throw invalidField(`${field}.content`, 'a text or a list of parts');
  return content.map((part, index) => parsePart(part, `${field}.content[${index}]`, takesMedia));
}

/** Reads the content of a message that holds text alone, joined. */
export function parseText(message: JsonObject, field: string): string {
  const content = parseContent(message, field, false);
  return typeof content === 'string' ? content : content.map((part) => (part.type === 'text' ? part.text : '')).join('');
}
